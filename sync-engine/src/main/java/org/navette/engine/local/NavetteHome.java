// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises by what is in it a folder in which some Navette remembers its pairs: another user's, an earlier run's, one that came
 * out of a backup. What is in one (journals, passwords) is never synced, wherever it lies.
 */
public final class NavetteHome {
    private static final String PAIRS = "pairs";
    private static final String PASSWORDS = "passwords";
    private static final String RECORDS = "records.db";
    private static final String SETTINGS = "settings.toml";
    private static final String JOURNAL = "journal.db";
    private static final String LOCAL_FOLDER = "local-folder";
    private static final Pattern PASSWORD_FILE = Pattern.compile("[0-9a-f]{32}|new-[0-9]+\\.tmp");
    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private NavetteHome() {}

    /**
     * Whether the names in a folder are those of such a folder, or of one of the folders in it that hold journals or passwords.
     *
     * @param name of the folder itself
     */
    public static boolean isOne(String name, Set<String> children) {
        boolean pair = children.contains(JOURNAL) && children.contains(LOCAL_FOLDER);
        boolean passwords = name.equals(PASSWORDS)
                && !children.isEmpty()
                && children.stream()
                        .allMatch(child -> PASSWORD_FILE.matcher(child).matches());
        boolean home = children.contains(RECORDS)
                && (children.contains(PAIRS) || children.contains(PASSWORDS) || children.contains(SETTINGS));
        return pair || passwords || home;
    }

    /** Whether a folder on this disk is one. */
    public static boolean isOne(Path folder) throws IOException {
        return isOne(String.valueOf(folder.getFileName()), folder);
    }

    /** @param opened where its entries are */
    static boolean isOne(String name, Path opened) throws IOException {
        return isOneByItsName(name, opened, names(opened));
    }

    /** @param opened where the folder's entries are, for a folder whose names are known already */
    static boolean isOneByItsName(String name, Path opened, Set<String> children) throws IOException {
        if (isOne(name, children)) {
            return isDatabase(opened.resolve(JOURNAL))
                    || isDatabase(opened.resolve(RECORDS))
                    || (!children.contains(JOURNAL) && !children.contains(RECORDS));
        }
        return children.contains(PAIRS) && holdsPair(opened.resolve(PAIRS));
    }

    private static boolean holdsPair(Path pairs) throws IOException {
        if (!Files.isDirectory(pairs, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(pairs)) {
            for (Path pair : all) {
                if (isDatabase(pair.resolve(JOURNAL))) {
                    return true;
                }
            }
            return false;
        }
    }

    private static Set<String> names(Path folder) throws IOException {
        Set<String> names = new HashSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        }
        return names;
    }

    /** SQLite makes the file empty first. */
    private static boolean isDatabase(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] start = in.readNBytes(SQLITE.length);
            return start.length == 0 || Arrays.equals(start, SQLITE);
        }
    }
}
