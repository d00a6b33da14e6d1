// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * {@code MoveFileExW} with neither {@code MOVEFILE_REPLACE_EXISTING} nor {@code MOVEFILE_COPY_ALLOWED}: it fails where the
 * name is taken, and between disks. Windows has nothing that exchanges two names.
 */
final class WindowsRenameCalls implements RenameCalls {
    private static final int ERROR_FILE_NOT_FOUND = 2;
    private static final int ERROR_PATH_NOT_FOUND = 3;
    private static final int ERROR_ACCESS_DENIED = 5;
    private static final int ERROR_NOT_SAME_DEVICE = 17;
    private static final int ERROR_FILE_EXISTS = 80;
    private static final int ERROR_ALREADY_EXISTS = 183;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();

    private final VarHandle lastError = STATE.varHandle(MemoryLayout.PathElement.groupElement("GetLastError"));
    private final MethodHandle moveFileEx = load();

    @SuppressWarnings("restricted") // the launchers enable native access
    private static MethodHandle load() {
        return Linker.nativeLinker()
                .downcallHandle(
                        SymbolLookup.libraryLookup("kernel32", Arena.global()).findOrThrow("MoveFileExW"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                        Linker.Option.captureCallState("GetLastError"));
    }

    @Override
    public boolean renameToFree(Path from, Path to) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int done = (int) moveFileEx.invokeExact(state, name(arena, from), name(arena, to), 0);
            if (done == 0) {
                throw exception((int) lastError.get(state, 0L), from, to);
            }
            return true;
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    /** In the form that may have more than 260 characters. */
    private static MemorySegment name(Arena arena, Path path) {
        String name = path.toAbsolutePath().normalize().toString();
        String prefix = "";
        if (name.startsWith("\\\\")) {
            prefix = name.startsWith("\\\\?\\") ? "" : "\\\\?\\UNC";
            name = prefix.isEmpty() ? name : name.substring(1);
        } else {
            prefix = "\\\\?\\";
        }
        return arena.allocateFrom(prefix + name, StandardCharsets.UTF_16LE);
    }

    private static FileSystemException exception(int error, Path from, Path to) {
        return switch (error) {
            case ERROR_FILE_EXISTS, ERROR_ALREADY_EXISTS -> new FileAlreadyExistsException(to.toString());
            case ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND ->
                new NoSuchFileException(from.toString(), to.toString(), null);
            case ERROR_ACCESS_DENIED -> new AccessDeniedException(from.toString(), to.toString(), null);
            case ERROR_NOT_SAME_DEVICE -> new OtherDiskException(from, to);
            default -> new FileSystemException(from.toString(), to.toString(), "Windows error " + error);
        };
    }

    @Override
    public boolean exchange(Path one, Path other) {
        return false;
    }

    @Override
    public void removeEmptyFolder(Path folder) throws IOException {
        Files.delete(folder);
    }
}
