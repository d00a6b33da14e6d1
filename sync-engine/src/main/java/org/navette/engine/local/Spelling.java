// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.navette.engine.tree.NameForm;

/**
 * How names are spelled on a disk. One that is blind for case finds an entry by any spelling, and only its listing says
 * which is the right one; through FUSE each spelling may even seem to be a file of its own, with a number of its own.
 */
final class Spelling {
    private Spelling() {}

    /** The name under which the disk lists what it finds at a path, if it lists anything like it. */
    static Optional<String> listed(Path path) throws IOException {
        String name = name(path);
        Set<String> alike = alike(path);
        return alike.contains(name) ? Optional.of(name) : alike.stream().findFirst();
    }

    /** Whether two names that exist are one entry of the same folder: only the first of them is listed. */
    static boolean isOneEntry(Path listed, Path other) throws IOException {
        Set<String> alike = alike(other);
        return alike.contains(name(listed)) ? !alike.contains(name(other)) : Files.isSameFile(listed, other);
    }

    private static Set<String> alike(Path path) throws IOException {
        String name = NameForm.composed(name(path));
        Set<String> alike = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Objects.requireNonNull(path.getParent()))) {
            for (Path entry : entries) {
                if (NameForm.composed(name(entry)).equalsIgnoreCase(name)) {
                    alike.add(name(entry));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw Objects.requireNonNull(e.getCause());
        }
        return alike;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
