// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The local folder of a command line. */
final class LocalFolder {
    private static final Logger LOG = LoggerFactory.getLogger(LocalFolder.class);

    private LocalFolder() {}

    /** Through every link; of what is not there, the path as it is. */
    static Path realIfThere(Path given) {
        try {
            return given.toRealPath();
        } catch (IOException e) {
            LOG.debug("{} is not there", given, e);
            return given.toAbsolutePath().normalize();
        }
    }

    /** Where it really is. @throws StoreException if it is not there, or may not be used */
    static Path real(Path given) throws StoreException {
        try {
            return given.toRealPath();
        } catch (IOException e) {
            throw Files.exists(given)
                    ? new StoreException(new Failure.LocalTrouble(given.toString(), "permission denied"), e)
                    : new StoreException(new Failure.LocalRootMissing(given.toString()), e);
        }
    }
}
