// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.navette.engine.port.PrivateFiles;
import org.navette.engine.tree.DiskTraits;
import org.navette.engine.tree.DiskTraits.RefusedNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out how a disk treats names, by making files of all kinds of names in Navette's corner of it: one system mounts many
 * kinds of disks, and each of them in many ways. A name counts as taken if it is listed afterwards as it was given, but for
 * capitals.
 */
final class DiskProbe {
    private static final Logger LOG = LoggerFactory.getLogger(DiskProbe.class);
    private static final int LONGEST_NAME = 255;
    private static final String WINDOWS_CHARACTERS = "<>:\"|?*\\";

    private final Path folder;

    private DiskProbe(Path folder) {
        this.folder = folder;
    }

    /** @param root a synced folder */
    static DiskTraits run(Path root) throws IOException {
        Path folder = PrivateFiles.folder(root.resolve(Disk.OWN_FOLDER)).resolve("names");
        DiskProbe probe = new DiskProbe(folder);
        probe.clear();
        Files.createDirectory(folder);
        try {
            return probe.traits();
        } finally {
            probe.clear();
        }
    }

    /** Where nothing can be tried, on a full disk or a read-only one. */
    static DiskTraits guess(Path root) {
        boolean caseBlind =
                Files.exists(root.resolve(Disk.OWN_FOLDER.toUpperCase(Locale.ROOT)), LinkOption.NOFOLLOW_LINKS);
        boolean mac = System.getProperty("os.name", "").startsWith("Mac");
        RefusedNames refused = Disk.WINDOWS ? RefusedNames.OF_WINDOWS : RefusedNames.NONE;
        return new DiskTraits(caseBlind, mac, refused, LONGEST_NAME, false, false);
    }

    /** Whether this very name can be had on the disk of a folder in Navette's corner. */
    static boolean takes(Path folder, String name) throws IOException {
        return new DiskProbe(folder).takes(name);
    }

    private DiskTraits traits() throws IOException {
        // If that fails, it is not about names.
        Files.createFile(folder.resolve("plain"));
        boolean caseBlind = Files.exists(folder.resolve("PLAIN"), LinkOption.NOFOLLOW_LINKS);
        Files.createFile(folder.resolve("Mixed"));
        boolean caseFolding = caseBlind && !names().contains("Mixed");
        Files.createFile(folder.resolve("\u00e9"));
        boolean formBlind = Files.exists(folder.resolve("e\u0301"), LinkOption.NOFOLLOW_LINKS);
        boolean inUnits = takes("\u00e9".repeat(LONGEST_NAME));
        return new DiskTraits(caseBlind, formBlind, refused(), LONGEST_NAME, inUnits, caseFolding);
    }

    private RefusedNames refused() throws IOException {
        if (Disk.WINDOWS) {
            // There, some of these open a device, or another stream of a file.
            return RefusedNames.OF_WINDOWS;
        }
        StringBuilder characters = new StringBuilder();
        for (int i = 0; i < WINDOWS_CHARACTERS.length(); i++) {
            char c = WINDOWS_CHARACTERS.charAt(i);
            if (!takes("x" + c + "x")) {
                characters.append(c);
            }
        }
        boolean control = !takes("x\u0001x") || !takes("x\u001fx");
        boolean devices = !takes("nul.txt") || !takes("con");
        boolean ends = !takes("dot.") || !takes("space ");
        return new RefusedNames(characters.toString(), control, devices, ends);
    }

    private boolean takes(String name) throws IOException {
        Path file;
        try {
            file = Files.createFile(folder.resolve(name));
        } catch (FileAlreadyExistsException there) {
            LOG.debug("somebody else tries the name {}", name, there);
            return true;
        } catch (FileSystemException | InvalidPathException refused) {
            LOG.debug("this disk does not take the name {}", name, refused);
            return false;
        }
        try {
            return names().stream().anyMatch(name::equalsIgnoreCase);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Set<String> names() throws IOException {
        Set<String> names = new HashSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        }
        return names;
    }

    /** Also what a run that was cut off has left. */
    private void clear() throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
