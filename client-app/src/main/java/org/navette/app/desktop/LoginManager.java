// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;

/** What is used of logind (org.freedesktop.login1(5)). Public for the library that makes its objects. */
@DBusInterfaceName("org.freedesktop.login1.Manager")
public interface LoginManager extends DBusInterface {
    /** Sent before the system sleeps, with true, and after it woke up, with false. */
    class PrepareForSleep extends DBusSignal {
        private final boolean begins;

        public PrepareForSleep(String path, boolean begins) throws DBusException {
            super(path, begins);
            this.begins = begins;
        }

        boolean begins() {
            return begins;
        }
    }
}
