// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.probe;

import static org.navette.engine.probe.Scratch.accepts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Chunked;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.RemoteStore.Described;
import org.navette.engine.port.RemoteStore.Piece;
import org.navette.engine.port.RemoteStore.Rest;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.probe.Scratch.Text;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.RelativePath;

/** Whether a transfer that breaks off can be gone on with. */
final class TransferProbe {
    private static final String DIGITS = "0123456789";
    private static final ETag OTHER = ETag.parse("\"navette-another-version\"").orElseThrow();
    /** Apache's ETags are weak for a second, and If-Range compares strongly (RFC 9110 §13.1.5). */
    private static final int PAUSES = 50;

    private final Scratch scratch;
    private final RemoteStore remote;

    TransferProbe(Scratch scratch) {
        this.scratch = scratch;
        this.remote = scratch.remote();
    }

    /** Puts what is looked at last: Apache's validators of a file that is younger than a second are of no use. */
    void prepare() throws StoreException {
        scratch.put(resumed(), DIGITS);
    }

    private RelativePath resumed() {
        return scratch.file("resume");
    }

    Set<Trait> run() throws StoreException {
        Set<Trait> found = EnumSet.noneOf(Trait.class);
        ServerProbe.note(found, Trait.RANGED_PUT, writesInto("ranged", false));
        ServerProbe.note(found, Trait.PATCH, writesInto("patched", true));
        ServerProbe.note(found, Trait.CHUNKED_UPLOAD, joinsChunks());
        return found;
    }

    /** Of what was prepared. */
    boolean resumesGet() throws StoreException {
        RelativePath file = resumed();
        Optional<ETag> version = versionOf(file);
        for (int i = 0; i < PAUSES && version.filter(ETag::isWeak).isPresent(); i++) {
            scratch.pause();
            version = versionOf(file);
        }
        return version.isPresent() && "3456789".equals(rest(file, version.get())) && DIGITS.equals(rest(file, OTHER));
    }

    private Optional<ETag> versionOf(RelativePath file) throws StoreException {
        AtomicReference<Optional<ETag>> version = new AtomicReference<>(Optional.empty());
        get(
                file,
                Optional.empty(),
                (described, body) -> version.set(described.state().etag()));
        return version.get();
    }

    /** What came, if it is what the answer says it is. */
    private String rest(RelativePath file, ETag version) throws StoreException {
        StringBuilder came = new StringBuilder();
        get(file, Optional.of(new Rest(3, version)), (Described described, java.io.InputStream body) -> {
            came.append(new String(body.readNBytes(Scratch.MOST_BYTES), StandardCharsets.UTF_8));
            if (came.length() + described.offset() != DIGITS.length()) {
                came.setLength(0);
            }
        });
        return came.toString();
    }

    private void get(RelativePath file, Optional<Rest> rest, RemoteStore.Sink sink) throws StoreException {
        try {
            remote.get(file, rest, sink);
        } catch (IOException e) {
            throw StoreException.of(e);
        }
    }

    private boolean writesInto(String name, boolean byPatch) throws StoreException {
        RelativePath file = scratch.file(name);
        scratch.put(file, DIGITS);
        Piece inside = new Piece(3, DIGITS.length(), byPatch);
        Piece atTheEnd = new Piece(DIGITS.length(), DIGITS.length() + 3L, byPatch);
        return accepts(() -> remote.putPiece(file, inside, Text.of("abc")))
                && scratch.holds(file, "012abc6789")
                && accepts(() -> remote.putPiece(file, atTheEnd, Text.of("end")))
                && scratch.holds(file, "012abc6789end");
    }

    private boolean joinsChunks() throws StoreException {
        if (!remote.about().isOwncloudFamily()) {
            return false;
        }
        RelativePath file = scratch.file("joined");
        // One piece: all but the last have to be larger than a probe should send.
        Chunked upload = new Chunked(scratch.collection().name(), file, DIGITS.length());
        if (!accepts(() -> remote.beginChunks(upload))) {
            return false;
        }
        boolean joined = accepts(() -> {
            remote.putChunk(upload, 1, Text.of(DIGITS));
            remote.joinChunks(upload, Text.of(DIGITS), new Condition.None());
        });
        if (!joined) {
            remote.dropChunks(upload);
        }
        return joined && scratch.holds(file, DIGITS);
    }
}
