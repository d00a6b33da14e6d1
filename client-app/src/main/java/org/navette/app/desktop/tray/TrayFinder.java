// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop.tray;

import java.awt.AWTException;
import java.awt.SystemTray;
import java.util.Optional;
import org.freedesktop.dbus.exceptions.AddressResolvingException;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.InvalidBusAddressException;
import org.navette.app.desktop.SystemSignals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the tray of this system. */
final class TrayFinder {
    private static final Logger LOG = LoggerFactory.getLogger(TrayFinder.class);

    private TrayFinder() {}

    /** Absent where there is no session that could show one. */
    static Optional<Tray> open() {
        try {
            if (SystemSignals.isLinux()) {
                // Only drawing is asked of Java's desktop classes here.
                System.setProperty("java.awt.headless", "true");
                return Optional.of(new PrintableTray(NotifierTray.open()));
            }
            return SystemTray.isSupported() ? Optional.of(new PrintableTray(AwtTray.open())) : Optional.empty();
        } catch (DBusException | AddressResolvingException | InvalidBusAddressException | AWTException e) {
            LOG.info("there is no tray: {}", e.toString());
            return Optional.empty();
        }
    }
}
