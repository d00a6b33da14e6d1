// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.navette.engine.port.PrivateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library, out of its driver's jar into the home, once for each version. By itself the driver unpacks it into the temporary
 * folder at every start, and whoever is killed leaves it there.
 */
public final class SqliteLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteLibrary.class);

    /** Where the driver looks first; packages name a library of their own here. */
    private static final String FOLDER_OF_LIBRARY = "org.sqlite.lib.path";

    private static final String NAME_OF_LIBRARY = "org.sqlite.lib.name";

    private SqliteLibrary() {}

    /**
     * Lets the driver load the library from {@code sqlite} in the home, for as long as this process runs. To be called before a database
     * is opened. Where nothing can be written there, the driver goes its own way.
     *
     * @param home where this Navette keeps what it remembers
     */
    public static synchronized void keepIn(Path home) {
        if (System.getProperty(FOLDER_OF_LIBRARY) != null) {
            return;
        }
        String name = LibraryLoaderUtil.getNativeLibName();
        String unpacked = SQLiteJDBCLoader.getVersion() + "-" + name;
        try (InputStream packed =
                SQLiteJDBCLoader.class.getResourceAsStream(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name)) {
            if (packed == null) {
                return;
            }
            Path folder = PrivateFiles.folder(home.resolve("sqlite").toAbsolutePath());
            put(packed.readAllBytes(), folder, unpacked);
            System.setProperty(FOLDER_OF_LIBRARY, folder.toString());
            System.setProperty(NAME_OF_LIBRARY, unpacked);
        } catch (IOException e) {
            LOG.info("SQLite's library can't be kept in {}, so it goes into the temporary folder", home, e);
        }
    }

    /** In one step: another process may be loading it, or putting it there itself. */
    private static void put(byte[] library, Path folder, String name) throws IOException {
        Path place = folder.resolve(name);
        if (isThere(library, place)) {
            return;
        }
        try {
            Path fresh = Files.createTempFile(folder, "new-", ".tmp");
            Files.write(fresh, library);
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!isThere(library, place)) {
                throw e;
            }
        }
        removeOthers(folder, place);
    }

    private static boolean isThere(byte[] library, Path place) throws IOException {
        return Files.isRegularFile(place) && Arrays.equals(library, Files.readAllBytes(place));
    }

    /** Those of earlier versions, and what a process left that was killed while it wrote. */
    private static void removeOthers(Path folder, Path kept) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*[0-9]*")) {
            for (Path library : all) {
                if (!library.equals(kept)) {
                    Files.deleteIfExists(library);
                }
            }
        } catch (IOException e) {
            LOG.debug("an earlier library of SQLite stays in {}", folder, e);
        }
    }
}
