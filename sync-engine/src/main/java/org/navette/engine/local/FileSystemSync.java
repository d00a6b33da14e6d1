// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Linux's {@code syncfs(2)}: makes everything on a folder's disk durable in one call, the files of other programs too. A
 * file that somebody just saved and we just sent is then not taken for emptied or deleted after a power cut.
 */
final class FileSystemSync {
    private static final Optional<FileSystemSync> LINUX = load();

    private final MethodHandle open;
    private final MethodHandle syncfs;
    private final MethodHandle close;

    private FileSystemSync(MethodHandle open, MethodHandle syncfs, MethodHandle close) {
        this.open = open;
        this.syncfs = syncfs;
        this.close = close;
    }

    /** Absent on other systems. */
    static Optional<FileSystemSync> ofThisSystem() {
        return LINUX;
    }

    @SuppressWarnings("restricted") // the launchers enable native access
    private static Optional<FileSystemSync> load() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return Optional.empty();
        }
        Linker linker = Linker.nativeLinker();
        SymbolLookup symbols = linker.defaultLookup();
        FunctionDescriptor intOfInt = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        FunctionDescriptor intOfPath =
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        return Optional.of(new FileSystemSync(
                linker.downcallHandle(symbols.findOrThrow("open"), intOfPath, Linker.Option.firstVariadicArg(2)),
                linker.downcallHandle(symbols.findOrThrow("syncfs"), intOfInt),
                linker.downcallHandle(symbols.findOrThrow("close"), intOfInt)));
    }

    void sync(Path folder) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            int descriptor = (int) open.invokeExact(arena.allocateFrom(folder.toString()), 0);
            if (descriptor < 0) {
                throw new IOException("can't open " + folder + " to make it durable");
            }
            int result = (int) syncfs.invokeExact(descriptor);
            int closed = (int) close.invokeExact(descriptor);
            if (result != 0 || closed != 0) {
                throw new IOException("the disk of " + folder + " can't be made durable");
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }
}
