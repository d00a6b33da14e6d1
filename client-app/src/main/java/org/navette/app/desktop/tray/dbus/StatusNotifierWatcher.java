// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop.tray.dbus;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.interfaces.DBusInterface;

/** Where items are registered, by whoever shows them. */
@DBusInterfaceName("org.kde.StatusNotifierWatcher")
public interface StatusNotifierWatcher extends DBusInterface {
    String NAME = "org.kde.StatusNotifierWatcher";
    String PATH = "/StatusNotifierWatcher";

    /** @param service the name of the bus connection that has the item */
    void RegisterStatusNotifierItem(String service);
}
