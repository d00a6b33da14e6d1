// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore.Body;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.RemoteStore.Label;
import org.navette.engine.port.RemoteStore.Receipt;
import org.navette.engine.port.StoreException;
import org.navette.engine.sim.Temper.Trait;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.RelativePath;

/** What becomes of the contents that a device sends: refused, cut off, kept, or kept otherwise than is said. */
final class SimWrites {
    private final SimServer server;
    private final Device device;
    private final World world;
    private final Lies lies;
    /** For a single test: the next body is cut. */
    boolean cutNextBody;

    SimWrites(SimServer server, Device device, World world, Lies lies) {
        this.server = server;
        this.device = device;
        this.world = world;
        this.lies = lies;
    }

    /** What the server makes of a whole content, and says it has made. */
    Receipt keep(RelativePath file, byte[] content, Label label) {
        Optional<byte[]> kept = lies.stored(file, content);
        if (kept.isEmpty()) {
            return new Receipt(
                    server.temper.has(Trait.ETAG_ON_PUT) ? ETag.parse("\"made-up\"") : Optional.empty(),
                    Optional.of(Instant.ofEpochSecond(server.now() / 1000)));
        }
        overwrites(file);
        server.store(file, kept.get());
        server.label(file, label.content().filter(sum -> server.temper.has(Trait.CHECKSUMS)));
        if (Arrays.equals(kept.get(), content)) {
            device.wrote(file, content);
        }
        return receipt(file);
    }

    Receipt receipt(RelativePath file) {
        Optional<ETag> etag = server.temper.has(Trait.ETAG_ON_PUT)
                ? ETag.parse(server.validators.etag(server.made(file)))
                : Optional.empty();
        return new Receipt(etag, Optional.of(Instant.ofEpochSecond(server.now() / 1000)));
    }

    void requireAcceptable(RelativePath file, Condition condition) throws StoreException {
        server.requireParent(file);
        server.requireWritable(file);
        server.requireNameTaken(file);
        if (server.full) {
            throw SimServer.fail(new Failure.QuotaExceeded());
        }
        check(file, condition);
        if (server.find(file).filter(entry -> !entry.isFile()).isPresent()) {
            throw SimServer.fail(new Failure.Refused(405));
        }
    }

    void check(RelativePath path, Condition condition) throws StoreException {
        boolean dropped = world.sabotage == Sabotage.NO_PRECONDITIONS && !(condition instanceof Condition.Holding);
        server.check(path, dropped && device.isProbed() ? new Condition.None() : condition);
    }

    /** A version is about to go: if it is a person's, this device has to know it. */
    void overwrites(RelativePath path) {
        server.find(path).flatMap(SimServer.Entry::file).ifPresent(content -> {
            String text = World.text(content);
            if (server.validators.looksAsKnown(path, device.journal.entries()) && !device.journal.knows(path, text)) {
                world.oracle.unnoticed(text);
            }
            device.overwrites(path, content, server.isUnlisted(path));
        });
    }

    byte[] receive(RelativePath file, Body body) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        boolean cut = cutNextBody || (world.weather.faults() && world.oneIn(50));
        cutNextBody = false;
        try {
            body.writeTo(received);
        } catch (IOException e) {
            brokenOff(file, received.toByteArray());
            throw e;
        }
        if (received.size() != body.size()) {
            throw new AssertionError("a body of another size than promised");
        }
        if (cut) {
            world.faults++;
            brokenOff(file, Arrays.copyOf(received.toByteArray(), received.size() / 2));
            throw SimLine.brokenOff("cut");
        }
        return received.toByteArray();
    }

    /** What a server without atomic PUT is left with. */
    private void brokenOff(RelativePath file, byte[] part) {
        if (!server.temper.has(Trait.ATOMIC_PUT)) {
            overwrites(file);
            server.store(file, part);
            device.wrotePart(file);
        }
    }
}
