// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.sim.Temper.Trait;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;

/** One device's line to the model server: requests fail before, or after, or half-way; the device may crash around them. */
final class SimRemote implements RemoteStore {
    private final SimServer server;
    private final Device device;
    private final World world;
    final SimLine line;
    private final SimPieces pieces;

    final SimWrites writes;
    /** For a single test: somebody who acts right after a PUT was answered. */
    Consumer<RelativePath> afterPut = file -> {};

    final Lies lies;
    private final SimLocal local;
    boolean refuseNextGet;

    /** For a single test: what somebody does right before a request of that method arrives. */
    final Map<String, Runnable> before = new HashMap<>();

    private final SimListings listings;

    SimRemote(SimServer server, Device device, World world, SimLocal local) {
        this.lies = new Lies(world);
        this.listings = new SimListings(server, lies);
        this.local = local;
        this.server = server;
        this.device = device;
        this.world = world;
        this.line = new SimLine(server, device, world);
        this.writes = new SimWrites(server, device, world, lies);
        this.pieces = new SimPieces(server, device, world, lies, writes);
    }

    /** Once. */
    private void somebodyFirst(String method) {
        Optional.ofNullable(before.remove(method)).ifPresent(Runnable::run);
    }

    @Override
    public Optional<Instant> serverTime() {
        return line.serverTime();
    }

    private <T> T request(boolean writes, SimLine.Request<T> effect) throws StoreException {
        return line.request(writes, effect);
    }

    @Override
    public Listing list(RelativePath collection) throws StoreException {
        Optional<Listing> known = listings.earlier(collection);
        if (world.sabotage == Sabotage.DELETE_WITHOUT_LISTING && known.isPresent()) {
            return known.get();
        }
        somebodyFirst("PROPFIND");
        Listing listing = request(false, () -> listings.of(collection));
        listings.remember(collection, listing);
        line.justLooked();
        return listing;
    }

    /** A pass begins. */
    void forgetListings() {
        listings.forget();
    }

    @Override
    public Map<RelativePath, Listing> listDeep(RelativePath collection) throws StoreException {
        return request(false, () -> listings.deep(collection));
    }

    @Override
    public Optional<RemoteState> look(RelativePath path) throws StoreException {
        boolean overlooked = world.sabotage == Sabotage.UNLISTED_IS_GONE && server.isUnlisted(path);
        Optional<RemoteState> seen = request(
                false,
                () -> server.find(path)
                        .filter(entry -> !overlooked)
                        .map(entry -> server.validators.describe(entry, true)));
        line.justLooked();
        return seen;
    }

    @Override
    public void get(RelativePath file, Optional<Rest> rest, Sink sink) throws IOException {
        somebodyFirst("GET");
        if (refuseNextGet) {
            refuseNextGet = false;
            throw SimServer.fail(new Failure.Forbidden());
        }
        byte[] content = request(
                false,
                () -> server.find(file)
                        .flatMap(SimServer.Entry::file)
                        .orElseThrow(() -> SimServer.fail(new Failure.Missing())));
        RemoteState described = server.validators.describe(server.find(file).orElseThrow(), false);
        boolean part = rest.isPresent()
                && server.temper.has(Trait.RESUMES)
                && described.etag().equals(Optional.of(rest.get().version()))
                && !described.etag().get().isWeak();
        int offset = part ? (int) Math.min(content.length, rest.get().offset()) : 0;
        byte[] sent = Arrays.copyOfRange(content, offset, content.length);
        line.justLooked();
        if (world.weather.faults() && world.oneIn(40)) {
            world.faults++;
            sink.accept(
                    new Described(described, line.date(), offset),
                    SimLine.cutShort(Arrays.copyOf(sent, sent.length / 2)));
            return;
        }
        Lies.Answer answer = lies.answer(new Described(described, line.date(), offset), sent);
        if (Arrays.equals(answer.body(), sent)) {
            device.saw(content);
        }
        if (world.sabotage == Sabotage.NO_SIZE_CHECK) {
            local.staging.believeSize(content.length);
            answer = new Lies.Answer(new Described(described, line.date(), offset), answer.body());
        }
        sink.accept(answer.described(), new ByteArrayInputStream(answer.body()));
    }

    @Override
    public Optional<byte[]> sample(RelativePath file, long offset, int length) throws StoreException {
        return request(false, () -> {
            byte[] content = server.find(file)
                    .flatMap(SimServer.Entry::file)
                    .orElseThrow(() -> SimServer.fail(new Failure.Missing()));
            return server.temper.has(Trait.RESUMES) && offset + length <= content.length
                    ? Optional.of(Arrays.copyOfRange(content, (int) offset, (int) offset + length))
                    : Optional.empty();
        });
    }

    @Override
    public Receipt put(RelativePath file, Body body, Condition condition) throws StoreException {
        somebodyFirst("PUT");
        return request(true, () -> {
            world.tell(() -> "      PUT " + file + " " + condition);
            server.beforeRequest.accept(file);
            writes.requireAcceptable(file, condition);
            world.undisturbed = server.temper.isRaced();
            byte[] content;
            try {
                content = writes.receive(file, body);
            } finally {
                world.undisturbed = false;
            }
            device.saw(content);
            server.afterBody.accept(device.disk, file);
            // While the body came in, somebody may have been quicker.
            writes.requireAcceptable(file, condition);
            Receipt receipt = writes.keep(file, content, body.label());
            afterPut.accept(file);
            return receipt;
        });
    }

    @Override
    public void makeCollection(RelativePath collection) throws StoreException {
        boolean unheard = world.collectionUnheard;
        request(true, () -> {
            server.requireParent(collection);
            server.requireWritable(collection);
            server.requireNameTaken(collection);
            if (server.find(collection).isPresent()) {
                throw SimServer.fail(new Failure.ChangedMeanwhile());
            }
            if (lies.leavesUndone("MKCOL", collection)) {
                return true;
            }
            server.makeCollection(collection);
            world.collectionUnheard = true;
            return true;
        });
        world.collectionUnheard = unheard;
    }

    @Override
    public void move(RelativePath from, RelativePath to, Kind kind, boolean overwrite, Condition condition)
            throws StoreException {
        somebodyFirst("MOVE");
        request(true, () -> {
            world.tell(() -> "      MOVE " + from + " to " + to + " " + overwrite + " " + condition);
            if (world.sabotage == Sabotage.ABANDONED_STAYS_ASIDE && from.name().startsWith(DeadMover.MARK)) {
                throw SimServer.fail(new Failure.Forbidden());
            }
            if (server.refusesAside && to.name().endsWith(".gone")) {
                throw SimServer.fail(new Failure.Forbidden());
            }
            server.beforeRequest.accept(from);
            server.beforeRequest.accept(to);
            SimServer.Entry moved = server.find(from).orElseThrow(() -> SimServer.fail(new Failure.Missing()));
            server.requireParent(to);
            server.requireWritable(from);
            server.requireWritable(to);
            server.requireNameTaken(to);
            if (server.find(to).isPresent() && !overwrite && !server.movesOver) {
                throw SimServer.fail(new Failure.ChangedMeanwhile());
            }
            writes.check(to, condition);
            if (lies.leavesUndone("MOVE", from)) {
                world.brokenUploads.add(to);
                return true;
            }
            writes.overwrites(to);
            if (server.found(from).equals(server.found(to))) {
                // The target is deleted first (RFC 4918 §9.9.3), and that was it.
                server.remove(to);
                throw SimServer.fail(new Failure.Missing());
            }
            server.moveForEngine(from, to);
            world.folderMoved |= kind == Kind.FOLDER;
            byte[] content = moved.content();
            if (content != null) {
                device.wrote(to, content);
            }
            return true;
        });
    }

    @Override
    public void delete(RelativePath path, Kind kind, Condition condition) throws StoreException {
        somebodyFirst("DELETE");
        request(true, () -> {
            world.tell(() -> "      DELETE " + path + " " + condition);
            server.beforeRequest.accept(path);
            server.requireRemovable(path);
            if (server.find(path).isPresent()) {
                writes.check(path, condition);
                writes.overwrites(path);
                server.below(path).forEach(writes::overwrites);
                server.remove(path);
            }
            return true;
        });
    }

    @Override
    public Lock lock(RelativePath file) throws StoreException {
        somebodyFirst("LOCK");
        return request(true, () -> {
            server.beforeRequest.accept(file);
            return new Lock(file, server.locks.lock(file));
        });
    }

    @Override
    public void unlock(Lock lock) throws StoreException {
        request(true, () -> {
            server.locks.unlock(lock.path(), lock.token());
            return true;
        });
    }

    @Override
    public About about() {
        return new About(server.temper.name(), "", server.temper.has(Trait.FILE_IDS) ? "root" : "");
    }

    @Override
    public void putPiece(RelativePath file, Piece piece, Body body) throws StoreException {
        request(true, () -> pieces.put(file, piece, body));
    }

    @Override
    public void beginChunks(Chunked upload) throws StoreException {
        request(true, () -> pieces.begin(upload));
    }

    @Override
    public void putChunk(Chunked upload, int number, Body body) throws StoreException {
        somebodyFirst("PUT");
        request(true, () -> pieces.putChunk(upload, number, body));
    }

    @Override
    public Receipt joinChunks(Chunked upload, Body whole, Condition condition) throws StoreException {
        somebodyFirst("MOVE");
        return request(true, () -> {
            world.tell(() -> "      MOVE " + upload.name() + " in pieces to " + upload.file() + " " + condition);
            server.beforeRequest.accept(upload.file());
            writes.requireAcceptable(upload.file(), condition);
            byte[] content = pieces.joined(upload);
            pieces.end(upload);
            if (content.length < upload.total()) {
                writes.overwrites(upload.file());
                server.store(upload.file(), content);
                return writes.receipt(upload.file());
            }
            // Piece by piece, it has sent all of it.
            device.saw(content);
            return writes.keep(upload.file(), content, whole.label());
        });
    }

    @Override
    public void dropChunks(Chunked upload) throws StoreException {
        request(true, () -> pieces.end(upload));
    }

    @Override
    public Optional<Long> spaceLeft() throws StoreException {
        return request(false, Optional::empty);
    }

    @Override
    public void setProperty(RelativePath path, String value) throws StoreException {
        request(true, () -> {
            if (!server.temper.has(Trait.PROPERTIES)) {
                throw SimServer.fail(new Failure.Refused(405));
            }
            server.properties.put(server.found(path), value);
            return true;
        });
    }

    @Override
    public Optional<String> property(RelativePath path) throws StoreException {
        return request(false, () -> Optional.ofNullable(server.properties.get(server.found(path))));
    }
}
