// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Body;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.RemoteStore.Label;
import org.navette.engine.port.RemoteStore.Receipt;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;

/** A collection to try things in, and the words for trying. */
final class Scratch {
    @FunctionalInterface
    interface Try {
        void run() throws StoreException;
    }

    /** More than anything that is put here; a server may answer without an end. */
    static final int MOST_BYTES = 64 * 1024;

    private final RemoteStore remote;
    private final RelativePath collection;
    private final Runnable pause;

    /** @param pause lets some hundredths of a second go by */
    Scratch(RemoteStore remote, RelativePath collection, Runnable pause) {
        this.remote = remote;
        this.collection = collection;
        this.pause = pause;
    }

    RemoteStore remote() {
        return remote;
    }

    RelativePath collection() {
        return collection;
    }

    RelativePath file(String name) {
        return collection.child(name);
    }

    void pause() {
        pause.run();
    }

    Receipt put(RelativePath file, String text) throws StoreException {
        return remote.put(file, new Text(text, Label.NONE), new Condition.None());
    }

    Optional<ETag> listed(RelativePath path) throws StoreException {
        return remote.look(path).flatMap(RemoteState::etag);
    }

    boolean holds(RelativePath file, String text) throws StoreException {
        return read(file).equals(text);
    }

    String read(RelativePath file) throws StoreException {
        ByteArrayOutputStream found = new ByteArrayOutputStream();
        try {
            remote.get(file, (described, body) -> found.write(body.readNBytes(MOST_BYTES)));
        } catch (IOException e) {
            throw StoreException.of(e);
        }
        return found.toString(StandardCharsets.UTF_8);
    }

    static boolean accepts(Try attempt) throws StoreException {
        return failureOf(attempt).isEmpty();
    }

    /** Refused for the very reason that was given; a server that only has trouble right now has honoured nothing. */
    static boolean refuses(Try attempt) throws StoreException {
        return failureOf(attempt)
                .filter(Failure.ChangedMeanwhile.class::isInstance)
                .isPresent();
    }

    /** @throws StoreException if it says nothing about the server's ways, but that it cannot be used now */
    static Optional<Failure> failureOf(Try attempt) throws StoreException {
        try {
            attempt.run();
            return Optional.empty();
        } catch (StoreException e) {
            boolean trouble = e.failure() instanceof Failure.Busy || e.failure() instanceof Failure.QuotaExceeded;
            if (trouble || (e.failure().isWhole() && !(e.failure() instanceof Failure.NotWebDav))) {
                throw e;
            }
            return Optional.of(e.failure());
        }
    }

    /** A small content. */
    record Text(String text, Label label) implements Body {
        static Text of(String text) {
            return new Text(text, Label.NONE);
        }

        @Override
        public long size() {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Promises more than it sends. */
    record Broken() implements Body {
        @Override
        public long size() {
            return 256 * 1024;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(new byte[128 * 1024]);
            out.flush();
            throw new StoreException(new Failure.ChangedMeanwhile());
        }
    }
}
