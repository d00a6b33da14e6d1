// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore.Body;
import org.navette.engine.port.RemoteStore.Chunked;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.RemoteStore.Piece;
import org.navette.engine.port.StoreException;
import org.navette.engine.sim.Temper.Trait;
import org.navette.engine.tree.RelativePath;

/**
 * Uploads in pieces, as a model server takes them: written into a file, or collected beside the share and joined, as Nextcloud does.
 * Pieces that are confirmed get lost, collections of them vanish, and what is joined may lack a piece.
 */
final class SimPieces {
    private final SimServer server;
    private final Device device;
    private final World world;
    private final Lies lies;
    private final SimWrites writes;

    SimPieces(SimServer server, Device device, World world, Lies lies, SimWrites writes) {
        this.server = server;
        this.device = device;
        this.world = world;
        this.lies = lies;
        this.writes = writes;
    }

    /** Writes a piece into a file that is there. */
    boolean put(RelativePath file, Piece piece, Body body) throws IOException {
        world.tell(() -> "      PUT " + file + " " + piece);
        if (!server.temper.has(piece.byPatch() ? Trait.PATCHES : Trait.RANGES)) {
            throw SimServer.fail(new Failure.Refused(501));
        }
        writes.requireAcceptable(file, new Condition.None());
        byte[] before = server.find(file)
                .flatMap(SimServer.Entry::file)
                .orElseThrow(() -> SimServer.fail(new Failure.Missing()));
        byte[] received = received(body);
        boolean last = piece.offset() + body.size() == piece.total();
        if ((lies.dropsLastPiece && last) || lies.dropsPieceAt == piece.offset()) {
            return true;
        }
        boolean cut = world.weather.faults() && world.oneIn(50);
        byte[] sent = cut ? Arrays.copyOf(received, received.length / 2) : received;
        int end = (int) piece.offset() + sent.length;
        byte[] after = Arrays.copyOf(before, Math.max(before.length, end));
        System.arraycopy(sent, 0, after, (int) piece.offset(), sent.length);
        server.store(file, after);
        device.wrote(file, after);
        // Piece by piece, it has sent all of it.
        device.saw(after);
        if (cut) {
            world.faults++;
            throw SimLine.brokenOff("cut");
        }
        return true;
    }

    private static byte[] received(Body body) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        body.writeTo(received);
        return received.toByteArray();
    }

    boolean begin(Chunked upload) throws StoreException {
        if (!server.temper.has(Trait.CHUNKS)) {
            throw SimServer.fail(new Failure.Refused(501));
        }
        if (server.chunks.putIfAbsent(upload.name(), new TreeMap<>()) != null) {
            throw SimServer.fail(new Failure.Refused(405));
        }
        return true;
    }

    boolean putChunk(Chunked upload, int number, Body body) throws IOException {
        world.tell(() -> "      PUT piece " + number + " of " + upload.file());
        if (!isProbe(upload) && isUnlucky(80)) {
            world.tell(() -> "      what was sent of " + upload.file() + " vanishes");
            server.chunks.remove(upload.name());
        }
        if (server.full) {
            throw SimServer.fail(new Failure.QuotaExceeded());
        }
        NavigableMap<Integer, byte[]> taken = there(upload);
        byte[] received = received(body);
        boolean told = writes.cutNextBody;
        writes.cutNextBody = false;
        if (told || isUnlucky(50)) {
            throw SimLine.brokenOff("cut");
        }
        boolean lost = lies.dropsPieceAt == number || (!isProbe(upload) && isUnlucky(60));
        if (lost) {
            world.tell(() -> "      piece " + number + " of " + upload.file() + " is taken, and not kept");
        } else {
            taken.put(number, received);
        }
        return true;
    }

    /**
     * What all pieces are together. Where one is missing, it is noticed by the length that was told (Nextcloud), or nobody counts (ownCloud
     * before it had to).
     */
    byte[] joined(Chunked upload) throws StoreException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        there(upload).values().forEach(all::writeBytes);
        if (all.size() != upload.total() && lies.countsPieces()) {
            throw SimServer.fail(new Failure.Refused(400));
        }
        if (all.size() != upload.total()) {
            // Once its file has another name here, it is taken for somebody's, and goes on with the name that it has
            // there.
            world.rubbish.add(World.text(all.toByteArray()));
            world.unheard.add(World.text(all.toByteArray()));
            world.brokenUploads.add(upload.file());
        }
        return all.toByteArray();
    }

    boolean end(Chunked upload) {
        server.chunks.remove(upload.name());
        return true;
    }

    private NavigableMap<Integer, byte[]> there(Chunked upload) throws StoreException {
        return Optional.ofNullable(server.chunks.get(upload.name()))
                .orElseThrow(() -> SimServer.fail(new Failure.Missing()));
    }

    private boolean isUnlucky(int n) {
        boolean unlucky = world.weather.faults() && world.oneIn(n);
        world.faults += unlucky ? 1 : 0;
        return unlucky;
    }

    private static boolean isProbe(Chunked upload) {
        return upload.file().value().startsWith("~navette-probe-");
    }
}
