// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.navette.app.service.Service;
import org.navette.app.settings.NavetteHome;
import org.navette.app.settings.SettingsFile;
import org.navette.app.settings.SettingsProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folders by what they are called in the settings. */
final class NamedFolders {
    private static final Logger LOG = LoggerFactory.getLogger(NamedFolders.class);

    private NamedFolders() {}

    /** Where the folder of a name is; absent if there is none of that name. */
    static Optional<Path> find(String name) {
        try {
            SettingsFile file = new SettingsFile(NavetteHome.ofSession(System.getenv()), Control.policy());
            return file.read().folder(name).map(Service::rootOf);
        } catch (SettingsProblem.Found e) {
            LOG.warn("the settings cannot be used", e);
            return Optional.empty();
        }
    }
}
