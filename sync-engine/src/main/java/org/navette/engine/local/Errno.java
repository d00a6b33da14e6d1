// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Calls into the C library of a POSIX system, and what their error numbers mean. */
final class Errno {
    private static final boolean MAC = System.getProperty("os.name", "").startsWith("Mac");
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    /** In which the Java library gives names to the system; ours have to be the same bytes. */
    private static final Charset NAMES =
            Charset.forName(System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name()));

    private static final MethodHandle STRERROR = strerror();

    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EACCES = 13;
    static final int EEXIST = 17;
    static final int EXDEV = 18;
    static final int ENOTDIR = 20;
    static final int EINVAL = 22;
    static final int ENOTEMPTY = MAC ? 66 : 39;
    static final int ELOOP = MAC ? 62 : 40;
    static final int ENOSYS = MAC ? 78 : 38;
    /** Linux has one number for both; macOS has ENOTSUP besides EOPNOTSUPP. */
    static final int ENOTSUP = MAC ? 45 : 95;

    private static final int EOPNOTSUPP = MAC ? 102 : 95;

    private Errno() {}

    /** A function that takes the memory for its errno before its own arguments. */
    @SuppressWarnings("restricted") // the launchers enable native access
    static MethodHandle handle(String function, FunctionDescriptor type, Linker.Option... more) {
        Linker linker = Linker.nativeLinker();
        Linker.Option[] options = new Linker.Option[more.length + 1];
        options[0] = Linker.Option.captureCallState("errno");
        System.arraycopy(more, 0, options, 1, more.length);
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(function), type, options);
    }

    @SuppressWarnings("restricted") // the launchers enable native access
    private static MethodHandle strerror() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("strerror"),
                FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    }

    static MemorySegment state(Arena arena) {
        return arena.allocate(STATE);
    }

    static int of(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }

    static MemorySegment name(Arena arena, Path path) {
        return arena.allocateFrom(path.toString(), NAMES);
    }

    /** Puts a name into memory that is used again and again. */
    static void name(MemorySegment memory, String name) {
        memory.setString(0, name, NAMES);
    }

    /** Whether the system or the disk does not know what it was asked to do. */
    static boolean isUnsupported(int errno) {
        return errno == EINVAL || errno == ENOSYS || errno == ENOTSUP || errno == EOPNOTSUPP;
    }

    /** As {@code java.nio.file} would throw it. */
    static FileSystemException exception(int errno, Path path, @Nullable Path other) throws IOException {
        String name = path.toString();
        String second = other == null ? null : other.toString();
        if (errno == EEXIST) {
            return new FileAlreadyExistsException(second == null ? name : second);
        }
        if (errno == ENOENT) {
            return new NoSuchFileException(name, second, null);
        }
        if (errno == EXDEV && other != null) {
            return new OtherDiskException(path, other);
        }
        if (errno == EACCES) {
            return new AccessDeniedException(name, second, null);
        }
        if (errno == ENOTEMPTY) {
            return new DirectoryNotEmptyException(name);
        }
        // ELOOP: a symbolic link where a folder was expected, which is not followed.
        if (errno == ENOTDIR || errno == ELOOP) {
            return new NotDirectoryException(name);
        }
        return new FileSystemException(name, second, text(errno));
    }

    @SuppressWarnings("restricted") // a text of the C library's, which ends with a zero
    private static String text(int errno) throws IOException {
        try {
            MemorySegment text = (MemorySegment) STRERROR.invokeExact(errno);
            return text.reinterpret(1024).getString(0);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }
}
