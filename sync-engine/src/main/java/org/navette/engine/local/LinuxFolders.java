// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.navette.engine.tree.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folders held open on Linux. {@code openat2(2)} (kernel 5.6) with {@code RESOLVE_NO_SYMLINKS} opens a whole way in one call;
 * where a kernel or a sandbox has none, {@code openat(2)} with {@code O_NOFOLLOW} goes part by part. What is open has a name
 * below {@code /proc/self/fd}, which every other call can use.
 */
final class LinuxFolders {
    private static final Logger LOG = LoggerFactory.getLogger(LinuxFolders.class);
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final boolean HERE =
            System.getProperty("os.name", "").equals("Linux") && Files.isDirectory(DESCRIPTORS);

    private static final long NR_OPENAT2 = 437;
    private static final long RESOLVE_NO_SYMLINKS = 4;
    private static final int AT_FDCWD = -100;
    private static final int O_RDWR = 2;
    private static final int O_CLOEXEC = 0x80000;
    private static final int O_PATH = 0x200000;
    /** ARM and PowerPC have numbers of their own for these two. */
    private static final boolean OTHER_NUMBERS =
            System.getProperty("os.arch", "").matches("aarch64|arm.*|ppc.*");

    private static final int O_DIRECTORY = OTHER_NUMBERS ? 0x4000 : 0x10000;
    private static final int O_NOFOLLOW = OTHER_NUMBERS ? 0x8000 : 0x20000;
    private static final int O_TMPFILE = 0x400000 | O_DIRECTORY;

    /** Before the umask or the default ACL of its folder. */
    private static final int NEW_FILE_MODE = 0666;

    private static volatile boolean openat2 = true;

    private LinuxFolders() {}

    /** Only used on Linux. */
    private static final class Calls {
        private static final MethodHandle OPENAT2 = Errno.handle(
                "syscall",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG),
                Linker.Option.firstVariadicArg(1));
        private static final MethodHandle OPENAT = Errno.handle(
                "openat",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT),
                Linker.Option.firstVariadicArg(3));
        private static final MethodHandle CLOSE =
                Errno.handle("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

        private Calls() {}
    }

    static boolean areHere() {
        return HERE;
    }

    /** @param base without links */
    static OpenFolder open(Path base, RelativePath folder) throws IOException {
        if (openat2) {
            Path path = folder.isRoot() ? base : base.resolve(folder.value());
            int descriptor = openat2(path);
            if (descriptor >= 0) {
                return opened(descriptor);
            }
        }
        return openPartByPart(base, folder);
    }

    private static OpenFolder opened(int descriptor) {
        return new OpenFolder(DESCRIPTORS.resolve(Integer.toString(descriptor)), descriptor);
    }

    /** @return -1 if it cannot be had here */
    private static int openat2(Path path) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment how = arena.allocate(3 * Long.BYTES, Long.BYTES);
            how.set(ValueLayout.JAVA_LONG, 0, O_PATH | O_DIRECTORY | O_CLOEXEC);
            how.set(ValueLayout.JAVA_LONG, 2 * Long.BYTES, RESOLVE_NO_SYMLINKS);
            MemorySegment state = Errno.state(arena);
            long result = (long) Calls.OPENAT2.invokeExact(
                    state, NR_OPENAT2, AT_FDCWD, Errno.name(arena, path), how, how.byteSize());
            if (result >= 0) {
                return (int) result;
            }
            int errno = Errno.of(state);
            // Sandboxes that do not know the call refuse it with EPERM, which opening a folder never gives.
            if (Errno.isUnsupported(errno) || errno == Errno.EPERM) {
                LOG.debug("no openat2 here: errno {}", errno);
                openat2 = false;
                return -1;
            }
            throw Errno.exception(errno, path, null);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    static OpenFolder openPartByPart(Path base, RelativePath folder) throws IOException {
        int descriptor = openat(AT_FDCWD, base, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (!folder.isRoot()) {
            for (Path part : Path.of(folder.value())) {
                int above = descriptor;
                try {
                    descriptor = openat(above, part, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
                } finally {
                    close(above);
                }
            }
        }
        return opened(descriptor);
    }

    /**
     * A file without a name in a folder, which has the rights that any new file would have there.
     *
     * @throws IOException also if the disk has no such files
     */
    static OpenFolder openUnnamedFile(Path folder) throws IOException {
        return opened(openat(AT_FDCWD, folder, O_TMPFILE | O_RDWR | O_CLOEXEC));
    }

    private static int openat(int folder, Path path, int flags) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Errno.state(arena);
            int result = (int) Calls.OPENAT.invokeExact(state, folder, Errno.name(arena, path), flags, NEW_FILE_MODE);
            if (result < 0) {
                throw Errno.exception(Errno.of(state), path, null);
            }
            return result;
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    static void close(int descriptor) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            int result = (int) Calls.CLOSE.invokeExact(Errno.state(arena), descriptor);
            if (result != 0) {
                LOG.debug("descriptor {} was closed with an error", descriptor);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }
}
