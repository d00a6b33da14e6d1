// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.navette.engine.tree.LocalStamp;
import org.navette.engine.tree.LocalState;

/**
 * Looks at the entries of a folder that is held open: {@code statx(2)} (kernel 4.11, glibc 2.28), one call an entry, links
 * not followed. Going through {@code /proc/self/fd} for each would take twice as long. One thread at a time.
 */
final class LinuxStat implements AutoCloseable {
    private static final boolean HERE = LinuxFolders.areHere()
            && Linker.nativeLinker().defaultLookup().find("statx").isPresent();

    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int STATX_BASIC_STATS = 0x7ff;
    private static final int S_IFMT = 0xf000;
    private static final int S_IFREG = 0x8000;
    private static final int S_IFDIR = 0x4000;
    /** Of struct statx, in bytes, the same on every architecture. */
    private static final int SIZE = 256;

    private static final int MODE = 28;
    private static final int INODE = 32;
    private static final int LENGTH = 40;
    private static final int CHANGED = 96;
    private static final int MODIFIED = 112;
    private static final int DEVICE_MAJOR = 136;
    private static final int DEVICE_MINOR = 140;
    /** Longer than any name that Linux has. */
    private static final int LONGEST_NAME = 1024;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment state = Errno.state(arena);
    private final MemorySegment name = arena.allocate(LONGEST_NAME);
    private final MemorySegment found = arena.allocate(SIZE, Long.BYTES);
    private final OpenFolder folder;
    private final long racyFrom;

    private static final class Calls {
        private static final MethodHandle STATX = Errno.handle(
                "statx",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS));

        private Calls() {}
    }

    private LinuxStat(OpenFolder folder, long racyFrom) {
        this.folder = folder;
        this.racyFrom = racyFrom;
    }

    /**
     * Null where entries cannot be looked at in this way.
     *
     * @param racyFrom stamps from then on are racy
     */
    static @Nullable LinuxStat of(OpenFolder folder, long racyFrom) {
        return HERE && folder.descriptor() >= 0 ? new LinuxStat(folder, racyFrom) : null;
    }

    /** Absent if nothing is there, or neither a file nor a folder. */
    Optional<LocalState> look(String entry) throws IOException {
        try {
            Errno.name(name, entry);
            int result = (int) Calls.STATX.invokeExact(
                    state, folder.descriptor(), name, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, found);
            if (result == 0) {
                return state();
            }
            int errno = Errno.of(state);
            if (errno == Errno.ENOENT) {
                return Optional.empty();
            }
            throw Errno.exception(errno, Path.of(entry), null);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    private Optional<LocalState> state() {
        int type = found.get(ValueLayout.JAVA_SHORT, MODE) & S_IFMT;
        if (type != S_IFREG && type != S_IFDIR) {
            return Optional.empty();
        }
        boolean file = type == S_IFREG;
        LocalStamp stamp = new LocalStamp(
                file ? found.get(ValueLayout.JAVA_LONG, LENGTH) : 0,
                nanos(MODIFIED),
                nanos(CHANGED),
                device() + ":" + found.get(ValueLayout.JAVA_LONG, INODE));
        return Optional.of(
                file ? LocalState.file(stamp, LocalScanner.isRacy(stamp, racyFrom)) : LocalState.folder(stamp));
    }

    /** Beyond the year 2262 the latest there is, as java.nio.file has it. */
    private long nanos(int at) {
        long whole = TimeUnit.SECONDS.toNanos(found.get(ValueLayout.JAVA_LONG, at));
        int rest = found.get(ValueLayout.JAVA_INT, at + Long.BYTES);
        return whole > Long.MAX_VALUE - rest || whole == Long.MIN_VALUE ? whole : whole + rest;
    }

    /** In one number, as the C library puts it together. */
    private long device() {
        long major = Integer.toUnsignedLong(found.get(ValueLayout.JAVA_INT, DEVICE_MAJOR));
        long minor = Integer.toUnsignedLong(found.get(ValueLayout.JAVA_INT, DEVICE_MINOR));
        return ((major & ~0xfffL) << 32) | ((major & 0xfffL) << 8) | ((minor & ~0xffL) << 12) | (minor & 0xffL);
    }

    @Override
    public void close() {
        arena.close();
    }
}
