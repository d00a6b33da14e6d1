// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.launch;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this program is made of. When a package is updated, its files are replaced under a Navette that runs; what is open stays
 * as it was (unlink(2)), so that it goes on whole until it is started anew.
 */
final class OpenLibraries {
    private static final Logger LOG = LoggerFactory.getLogger(OpenLibraries.class);

    private OpenLibraries() {}

    /** Opens all of them, for as long as this process lives. Without, they are opened when something of them is first needed. */
    static void holdAll() {
        try {
            // Looking for what is nowhere leads through all of them: for classes.
            var _ = ClassLoader.getSystemClassLoader()
                    .getResources("org/navette/none")
                    .hasMoreElements();
            for (Path jar : jars()) {
                hold(jar);
            }
        } catch (IOException e) {
            LOG.warn("not all libraries are held open: an update may disturb what runs", e);
        }
    }

    /** For what is read by its address, as styles are: that is kept by another hand than classes. */
    static void hold(Path jar) throws IOException {
        URLConnection connection =
                URI.create("jar:" + jar.toUri() + "!/").toURL().openConnection();
        connection.setUseCaches(true);
        connection.connect();
    }

    private static List<Path> jars() {
        return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .toList();
    }
}
