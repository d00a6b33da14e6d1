// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Reserve;
import org.navette.engine.port.Room;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/**
 * The room on a synced folder's disk: what is free, less the reserve, less what downloads under way have still to write.
 * What does not fit into that is not begun; what was begun stops when somebody else has filled the disk meanwhile.
 */
final class DiskSpace {
    /** What a disk says of itself. */
    interface Gauge {
        /** Free bytes that this user may take; negative if the disk does not say. */
        long free() throws IOException;

        /** The disk's size in bytes; 0 if it does not say. */
        long total() throws IOException;
    }

    /** Frees room by giving up what can be fetched again. */
    @FunctionalInterface
    interface Reclaim {
        /** @param underWay files whose parts are in use */
        void giveUp(Set<RelativePath> underWay) throws IOException;
    }

    /** So many bytes are written between two looks at what is free. */
    private static final long LOOK_EVERY = 1024 * 1024;

    private final Gauge gauge;
    private final Reserve reserve;
    private final Reclaim reclaim;
    private final Set<RelativePath> underWay = new HashSet<>();
    private long claimed;

    DiskSpace(Gauge gauge, Reserve reserve, Reclaim reclaim) {
        this.gauge = gauge;
        this.reserve = reserve;
        this.reclaim = reclaim;
    }

    /** The disk a folder is on. */
    static Gauge of(Path folder) {
        return new Gauge() {
            private @Nullable FileStore known;
            private long total;

            // Looking it up reads the list of mounts, so it is done once.
            private FileStore store() throws IOException {
                FileStore store = known;
                if (store == null) {
                    store = Files.getFileStore(folder);
                    total = store.getTotalSpace();
                    known = store;
                }
                return store;
            }

            @Override
            public synchronized long free() throws IOException {
                FileStore store = store();
                return total > 0 ? store.getUsableSpace() : -1;
            }

            @Override
            public synchronized long total() throws IOException {
                store();
                return total;
            }
        };
    }

    /** Free bytes, the reserve among them; {@link Long#MAX_VALUE} if the disk does not say. */
    long free() throws IOException {
        long free = gauge.free();
        return free < 0 ? Long.MAX_VALUE : free;
    }

    /** Gives up what can be fetched again, where less is free than is to stay so. */
    synchronized void makeRoom() throws IOException {
        if (lacks(0)) {
            reclaim.giveUp(Set.copyOf(underWay));
        }
    }

    /**
     * @param bytes that will be written; negative if nobody knows
     * @param announced of the whole content; negative if nobody knows
     * @throws StoreException {@link Failure.NoRoom} if they do not fit
     */
    synchronized Room claim(RelativePath file, long bytes, long announced) throws IOException {
        long wanted = Math.max(0, bytes);
        underWay.add(file);
        boolean fits = false;
        try {
            if (lacks(wanted)) {
                reclaim.giveUp(Set.copyOf(underWay));
            }
            if (lacks(wanted)) {
                throw noRoom(file, wanted);
            }
            fits = true;
        } finally {
            if (!fits) {
                underWay.remove(file);
            }
        }
        claimed += wanted;
        return new Claim(file, wanted, announced);
    }

    private boolean lacks(long bytes) throws IOException {
        long free = free();
        return free != Long.MAX_VALUE && free - reserve.bytes(gauge.total()) - claimed < bytes;
    }

    private StoreException noRoom(RelativePath file, long bytes) throws IOException {
        return new StoreException(new Failure.NoRoom(file.value(), bytes, reserve.bytes(gauge.total())));
    }

    private final class Claim implements Room {
        private final RelativePath file;
        private final long announced;
        /** What is set aside and not written yet. */
        private long left;

        private boolean closed;

        Claim(RelativePath file, long bytes, long announced) {
            this.file = file;
            this.left = bytes;
            this.announced = announced;
        }

        private void take(long bytes) {
            synchronized (DiskSpace.this) {
                long taken = Math.min(left, bytes);
                left -= taken;
                claimed -= taken;
            }
        }

        private void requireReserve() throws IOException {
            synchronized (DiskSpace.this) {
                long free = free();
                if (free != Long.MAX_VALUE && free < reserve.bytes(gauge.total())) {
                    throw noRoom(file, left);
                }
            }
        }

        @Override
        public OutputStream held(OutputStream out, long already) {
            return new Held(this, out, already);
        }

        @Override
        public void close() {
            synchronized (DiskSpace.this) {
                if (!closed) {
                    closed = true;
                    claimed -= left;
                    underWay.remove(file);
                }
            }
        }
    }

    /** Counts what is written against what was announced, and looks at the disk from time to time. */
    private static final class Held extends FilterOutputStream {
        private final Claim claim;
        private long written;
        private long sinceLook;

        Held(Claim claim, OutputStream out, long already) {
            super(out);
            this.claim = claim;
            this.written = already;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            written += length;
            if (claim.announced >= 0 && written > claim.announced) {
                throw new StoreException(new Failure.ChangedMeanwhile());
            }
            sinceLook += length;
            if (claim.announced < 0 || sinceLook >= LOOK_EVERY) {
                claim.requireReserve();
                sinceLook = 0;
            }
            out.write(bytes, offset, length);
            claim.take(length);
        }
    }
}
