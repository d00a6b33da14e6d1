// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.disk;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real file system, mounted for a test and gone after it. Only root may do that, and not in every container. */
final class RealDisk implements AutoCloseable {
    /** What there is, with the programs it needs. */
    enum Kind {
        TMPFS,
        EXFAT("/usr/sbin/mkfs.exfat", "/usr/sbin/mount.exfat-fuse"),
        /** As it comes: it holds what Windows forbids. */
        NTFS("/usr/sbin/mkntfs", "/usr/bin/ntfs-3g"),
        /** As desktops mount it: it refuses what Windows forbids. */
        NTFS_AS_WINDOWS("/usr/sbin/mkntfs", "/usr/bin/ntfs-3g"),
        /** Blind for case, as Windows sees it: it lists all names in small letters. */
        NTFS_CASE_BLIND("/usr/sbin/mkntfs", "/usr/bin/lowntfs-3g");

        private final ImmutableList<String> programs;

        Kind(String... programs) {
            this.programs = ImmutableList.copyOf(programs);
        }

        List<Path> missing() {
            return programs.stream()
                    .map(Path::of)
                    .filter(program -> !Files.exists(program))
                    .toList();
        }
    }

    private final Path root;
    /** Undone from the last to the first. */
    private final Deque<String[]> undo = new ArrayDeque<>();

    private RealDisk(Path root) {
        this.root = root;
    }

    /**
     * @param place an empty folder for the image and what it is mounted on
     * @throws IOException if this may not be done here
     */
    static RealDisk mount(Kind kind, Path place, int megabytes) throws IOException {
        RealDisk disk = new RealDisk(Files.createDirectories(place.resolve("disk")));
        try {
            disk.open(kind, place.resolve("image"), megabytes);
            return disk;
        } catch (IOException e) {
            disk.close();
            throw e;
        }
    }

    private void open(Kind kind, Path image, int megabytes) throws IOException {
        String to = root.toString();
        if (kind == Kind.TMPFS) {
            run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "navette-test", to);
            undo.push(new String[] {"umount", to});
            return;
        }
        run("truncate", "-s", megabytes + "M", image.toString());
        String device = run("losetup", "--find", "--show", image.toString()).strip();
        undo.push(new String[] {"losetup", "--detach", device});
        switch (kind) {
            case EXFAT -> {
                run("/usr/sbin/mkfs.exfat", device);
                run("/usr/sbin/mount.exfat-fuse", device, to);
            }
            case NTFS -> {
                run("/usr/sbin/mkntfs", "--quick", "--force", device);
                run("/usr/bin/ntfs-3g", device, to);
            }
            case NTFS_CASE_BLIND -> {
                run("/usr/sbin/mkntfs", "--quick", "--force", device);
                run("/usr/bin/lowntfs-3g", "-o", "ignore_case", device, to);
            }
            default -> {
                run("/usr/sbin/mkntfs", "--quick", "--force", device);
                run("/usr/bin/ntfs-3g", "-o", "windows_names", device, to);
            }
        }
        undo.push(new String[] {"umount", to});
    }

    /** Whether one can be mounted here at all; if not, why. */
    static @Nullable String trouble(Kind kind) {
        if (!kind.missing().isEmpty()) {
            return kind.missing() + " are not installed";
        }
        try {
            Path place = Files.createTempDirectory("navette-mount-");
            try {
                mount(kind, place, 16).close();
            } finally {
                MoreFiles.deleteRecursively(place, RecursiveDeleteOption.ALLOW_INSECURE);
            }
            return null;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    Path root() {
        return root;
    }

    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return said;
    }

    @Override
    public void close() throws IOException {
        List<IOException> failed = new ArrayList<>();
        while (!undo.isEmpty()) {
            try {
                run(undo.pop());
            } catch (IOException e) {
                failed.add(e);
            }
        }
        if (!failed.isEmpty()) {
            throw failed.getFirst();
        }
    }
}
