// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * People who work on several sides at once, and what must be there in the end. Each side has files of its own, which
 * it edits, renames and deletes; a few everybody edits. No content is written twice, so that each can be followed.
 */
final class Scribe {
    private static final int SHARED = 4;

    private final Random chance;
    private final Set<String> written = new HashSet<>();
    private final Set<String> removed = new HashSet<>();
    private int contents;
    private int deeds;

    Scribe(long seed) {
        this.chance = new Random(seed);
    }

    private String newContent() {
        String content = "content " + ++contents + " ".repeat(chance.nextInt(4) == 0 ? 20_000 : contents % 50);
        written.add(content);
        return content;
    }

    /** Some deeds on one side. */
    void work(Path root, String side) throws IOException {
        for (int i = 0; i < 3; i++) {
            operation(root, side);
        }
    }

    int deeds() {
        return deeds;
    }

    private void operation(Path root, String side) throws IOException {
        deeds++;
        List<Path> own = own(root, side);
        if (own.size() < 6) {
            write(root.resolve(side).resolve("d" + chance.nextInt(3)).resolve("n" + ++contents + ".txt"), newContent());
            return;
        }
        Path file = own.get(chance.nextInt(own.size()));
        try {
            switch (chance.nextInt(8)) {
                case 0 -> {
                    removed.add(Files.readString(file));
                    Files.delete(file);
                }
                case 1, 2 -> Files.move(file, file.resolveSibling("m" + ++contents + ".txt"));
                case 3 -> {
                    Path folder = file.getParent();
                    Files.move(folder, folder.resolveSibling("f" + ++contents));
                }
                case 4, 5 -> edit(root.resolve("shared " + chance.nextInt(SHARED) + ".txt"));
                default -> edit(file);
            }
        } catch (NoSuchFileException gone) {
            // Another side's change came in between: the person sees it and goes on.
            return;
        }
    }

    /** Saves as programs do: a new file beside the old one, renamed over it. */
    private void edit(Path file) throws IOException {
        String content = newContent();
        if (Files.exists(file)) {
            Path temporary = file.resolveSibling(".~lock." + ++contents + "#");
            Files.writeString(temporary, content);
            open(temporary);
            // What is replaced is what is there in this moment, which nobody can read any more once it is.
            Path old = file.resolveSibling(".~lock." + ++contents + "-old#");
            try {
                Files.createLink(old, file);
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
                removed.add(Files.readString(old));
                Files.delete(old);
            } catch (NoSuchFileException gone) {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } else {
            write(file, content);
        }
    }

    private static void write(Path file, String content) throws IOException {
        makeFolders(file.getParent());
        Files.writeString(file, content);
        open(file);
    }

    private static void makeFolders(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            makeFolders(folder.getParent());
            Files.createDirectory(folder);
            open(folder);
        }
    }

    /** The server runs as somebody else. */
    private static void open(Path entry) throws IOException {
        Files.setPosixFilePermissions(entry, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private static List<Path> own(Path root, String side) throws IOException {
        Path folder = root.resolve(side);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                // Another side's change came while this one looked.
                return own(root, side);
            }
            throw e;
        }
    }

    /** What is wrong with a tree that everybody has in the end; empty if nothing is. */
    List<String> check(SortedMap<String, String> tree, List<Path> versionFolders) throws IOException {
        Set<String> kept = new HashSet<>(tree.values());
        for (Path folder : versionFolders) {
            if (Files.isDirectory(folder)) {
                kept.addAll(Client.tree(folder).values());
            }
        }
        List<String> wrong = new ArrayList<>();
        for (String content : written) {
            if (!kept.contains(content) && !removed.contains(content)) {
                wrong.add("lost: " + content.strip());
            }
        }
        Set<String> once = new HashSet<>();
        for (Map.Entry<String, String> file : tree.entrySet()) {
            if (!file.getKey().endsWith("/")) {
                if (!once.add(file.getValue())) {
                    wrong.add("doubled: " + file.getKey() + " = "
                            + file.getValue().strip());
                }
                if (!written.contains(file.getValue())) {
                    wrong.add("nobody wrote " + file.getKey());
                }
            }
        }
        return wrong;
    }
}
