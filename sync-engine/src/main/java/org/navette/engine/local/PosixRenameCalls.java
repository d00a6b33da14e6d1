// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;

/**
 * Linux: {@code renameat2(2)} with {@code RENAME_NOREPLACE} and {@code RENAME_EXCHANGE} (kernel 3.15, glibc 2.28; a file
 * system that has none answers {@code EINVAL}). macOS: {@code renamex_np(2)} with {@code RENAME_EXCL} and
 * {@code RENAME_SWAP} (10.12, APFS).
 */
final class PosixRenameCalls implements RenameCalls {
    private static final int AT_FDCWD = -100;

    /** Called with the saved errno, the two names and the flags. */
    private final MethodHandle rename;

    private final MethodHandle rmdir;
    private final int noReplace;
    private final int exchange;

    private PosixRenameCalls(MethodHandle rename, int noReplace, int exchange) {
        this.rename = rename;
        this.rmdir = Errno.handle("rmdir", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        this.noReplace = noReplace;
        this.exchange = exchange;
    }

    /** Without the C library's function (glibc before 2.28), nothing of it. */
    static RenameCalls linux() {
        if (symbols().find("renameat2").isEmpty()) {
            return NONE;
        }
        MethodHandle renameat2 = Errno.handle(
                "renameat2",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT));
        MethodHandle inAnyFolder = MethodHandles.insertArguments(renameat2, 3, AT_FDCWD);
        return new PosixRenameCalls(MethodHandles.insertArguments(inAnyFolder, 1, AT_FDCWD), 1, 2);
    }

    static RenameCalls mac() {
        if (symbols().find("renamex_np").isEmpty()) {
            return NONE;
        }
        MethodHandle renamex = Errno.handle(
                "renamex_np",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        return new PosixRenameCalls(renamex, 4, 2);
    }

    private static SymbolLookup symbols() {
        return Linker.nativeLinker().defaultLookup();
    }

    @Override
    public boolean renameToFree(Path from, Path to) throws IOException {
        return call(from, to, noReplace);
    }

    @Override
    public boolean exchange(Path one, Path other) throws IOException {
        return call(one, other, exchange);
    }

    private boolean call(Path from, Path to, int flags) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Errno.state(arena);
            int result = (int) rename.invokeExact(state, Errno.name(arena, from), Errno.name(arena, to), flags);
            if (result == 0) {
                return true;
            }
            int errno = Errno.of(state);
            if (Errno.isUnsupported(errno)) {
                return false;
            }
            throw Errno.exception(errno, from, to);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    @Override
    public void removeEmptyFolder(Path folder) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Errno.state(arena);
            int result = (int) rmdir.invokeExact(state, Errno.name(arena, folder));
            if (result != 0) {
                throw Errno.exception(Errno.of(state), folder, null);
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }
}
