// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.navette.engine.port.Failure;
import org.navette.engine.port.LocalStore.Partial;
import org.navette.engine.port.LocalStore.Source;
import org.navette.engine.port.LocalStore.Staged;
import org.navette.engine.port.StoreException;
import org.navette.engine.sim.SimDisk.Inode;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

/** What a device is receiving, before it has a name. */
final class SimStaging {
    private final SimDisk disk;
    private final Device device;
    private final World world;
    private final Map<String, byte[]> staged = new HashMap<>();
    private final Map<String, Long> ids = new HashMap<>();
    private OptionalInt believed = OptionalInt.empty();
    /** Of those, what a power cut does not empty any more. */
    private final Set<String> kept = new HashSet<>();
    /** What came in part stays, whatever happens to the process. */
    private final Map<RelativePath, Kept> partials = new HashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Kept(ETag version, byte[] bytes) {}

    private int tokens;

    SimStaging(SimDisk disk, Device device, World world) {
        this.disk = disk;
        this.device = device;
        this.world = world;
    }

    /** For {@link Sabotage#NO_SIZE_CHECK}: whatever comes in from now on, it is said to have so many bytes. */
    void believeSize(int bytes) {
        believed = OptionalInt.of(bytes);
    }

    /** What is being received goes with the process. */
    void forget() {
        staged.clear();
        kept.clear();
    }

    /** Ends what is longer than it was announced to be. */
    static final class HeldOutput extends FilterOutputStream {
        private final long announced;
        private long written;

        HeldOutput(OutputStream out, long already, long announced) {
            super(out);
            this.written = already;
            this.announced = announced;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            written += length;
            if (announced >= 0 && written > announced) {
                throw SimLocal.changed();
            }
            out.write(bytes, offset, length);
        }
    }

    Staged stage(Source source) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        source.writeTo(out);
        String token = "t" + ++tokens;
        if (world.weather.faults() && world.oneIn(300)) {
            world.faults++;
            throw new StoreException(new Failure.DiskFull("."));
        }
        staged.put(token, out.toByteArray());
        long id = disk.newId();
        ids.put(token, id);
        device.mayCrash();
        return new Staged(
                token, believed.orElse(out.size()), Sha256.ofContent(out.toByteArray()), SimStamps.fileKey(id));
    }

    void fsync(Collection<Staged> contents) {
        if (world.sabotage != Sabotage.NO_FSYNC) {
            contents.forEach(content -> kept.add(content.token()));
        }
        device.mayCrash();
    }

    Optional<Partial> partial(RelativePath file) {
        return Optional.ofNullable(partials.get(file)).map(part -> new Partial(part.version(), part.bytes().length));
    }

    Staged stageRest(RelativePath file, Partial from, Source rest) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (from.bytes() > 0) {
            out.write(Optional.ofNullable(partials.get(file)).orElseThrow().bytes(), 0, (int) from.bytes());
        }
        try {
            rest.writeTo(out);
        } catch (IOException e) {
            partials.put(file, new Kept(from.version(), out.toByteArray()));
            throw e;
        }
        partials.remove(file);
        device.step();
        return stage(whole -> whole.write(out.toByteArray()));
    }

    void discard(Staged content) {
        staged.remove(content.token());
    }

    boolean has(Staged content) {
        return staged.containsKey(content.token());
    }

    /** The file that it becomes now. */
    Inode take(Staged content, Optional<Instant> modified) {
        byte[] bytes = Objects.requireNonNull(staged.remove(content.token()));
        return disk.newFile(
                Objects.requireNonNull(ids.get(content.token())),
                bytes,
                modified.map(Instant::toEpochMilli).orElse(disk.now()),
                kept.remove(content.token()));
    }
}
