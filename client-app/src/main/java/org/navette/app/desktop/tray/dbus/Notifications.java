// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop.tray.dbus;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** The desktop's notifications (the specification of freedesktop.org, version 1.2). */
@DBusInterfaceName("org.freedesktop.Notifications")
public interface Notifications extends DBusInterface {
    String NAME = "org.freedesktop.Notifications";
    String PATH = "/org/freedesktop/Notifications";

    /**
     * Shows one.
     *
     * @param replaced the number of the one whose place it takes; 0 for none
     * @param milliseconds until it goes; -1 for what the desktop thinks right
     * @return its number
     */
    UInt32 Notify(
            String application,
            UInt32 replaced,
            String icon,
            String title,
            String text,
            List<String> actions,
            Map<String, Variant<?>> hints,
            int milliseconds);
}
