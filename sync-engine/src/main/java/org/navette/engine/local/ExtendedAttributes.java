// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Linux's extended attributes of files, of all name spaces; access control lists are among them. Links are not followed. */
final class ExtendedAttributes {
    /** The access control list of a file, in the kernel's own form. */
    static final String ACL = "system.posix_acl_access";

    /** The list that new files of a folder get. */
    static final String DEFAULT_ACL = "system.posix_acl_default";

    private static final Logger LOG = LoggerFactory.getLogger(ExtendedAttributes.class);
    /** The kernel's own limits: 64 KiB for all names, and for each value. */
    private static final long MOST_BYTES = 65_536;
    /** Mostly there are none; this is asked for first. */
    private static final long FEW_BYTES = 512;

    private static final int ENODATA = 61;
    private static final int ERANGE = 34;

    private static final MethodHandle LIST = Errno.handle(
            "llistxattr",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
    private static final MethodHandle GET = Errno.handle(
            "lgetxattr",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_LONG));
    private static final MethodHandle GET_FOLLOWING = Errno.handle(
            "getxattr",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_LONG));
    private static final MethodHandle SET = Errno.handle(
            "lsetxattr",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT));
    private static final MethodHandle REMOVE = Errno.handle(
            "lremovexattr", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));

    private ExtendedAttributes() {}

    /** Empty where the disk has none. */
    static List<String> names(Path file) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Errno.state(arena);
            MemorySegment path = Errno.name(arena, file);
            for (long size = FEW_BYTES; ; size = MOST_BYTES) {
                MemorySegment names = arena.allocate(size);
                long used = (long) LIST.invokeExact(state, path, names, size);
                if (used >= 0) {
                    return split(names, used);
                }
                int errno = Errno.of(state);
                if (Errno.isUnsupported(errno)) {
                    return List.of();
                }
                if (errno != ERANGE || size == MOST_BYTES) {
                    throw Errno.exception(errno, file, null);
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    private static List<String> split(MemorySegment names, long used) {
        List<String> all = new ArrayList<>();
        for (long at = 0; at < used; ) {
            String name = names.getString(at, StandardCharsets.UTF_8);
            all.add(name);
            at += name.getBytes(StandardCharsets.UTF_8).length + 1L;
        }
        return all;
    }

    /** Absent if the file has none of that name. */
    static Optional<ByteBuffer> get(Path file, String name) throws IOException {
        return get(GET, file, name);
    }

    /** Of what a path leads to, as below {@code /proc/self/fd}. */
    static Optional<ByteBuffer> getFollowing(Path file, String name) throws IOException {
        return get(GET_FOLLOWING, file, name);
    }

    private static Optional<ByteBuffer> get(MethodHandle call, Path file, String name) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Errno.state(arena);
            MemorySegment path = Errno.name(arena, file);
            MemorySegment attribute = arena.allocateFrom(name);
            for (long size = FEW_BYTES; ; size = MOST_BYTES) {
                MemorySegment value = arena.allocate(size);
                long used = (long) call.invokeExact(state, path, attribute, value, size);
                if (used >= 0) {
                    return Optional.of(ByteBuffer.wrap(value.asSlice(0, used).toArray(ValueLayout.JAVA_BYTE)));
                }
                int errno = Errno.of(state);
                if (errno == ENODATA || Errno.isUnsupported(errno)) {
                    return Optional.empty();
                }
                if (errno != ERANGE || size == MOST_BYTES) {
                    throw Errno.exception(errno, file, null);
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    /** @return whether the file has it now; some name spaces are the administrator's alone */
    static boolean set(Path file, String name, ByteBuffer value) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Errno.state(arena);
            byte[] bytes = new byte[value.remaining()];
            value.duplicate().get(bytes);
            MemorySegment content = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
            int result = (int) SET.invokeExact(
                    state, Errno.name(arena, file), arena.allocateFrom(name), content, (long) bytes.length, 0);
            if (result != 0) {
                FileSystemException refused = Errno.exception(Errno.of(state), file, null);
                LOG.debug("{} can't be kept on {}", name, file, refused);
            }
            return result == 0;
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    static void remove(Path file, String name) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Errno.state(arena);
            int result = (int) REMOVE.invokeExact(state, Errno.name(arena, file), arena.allocateFrom(name));
            if (result != 0 && Errno.of(state) != ENODATA) {
                throw Errno.exception(Errno.of(state), file, null);
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }
}
