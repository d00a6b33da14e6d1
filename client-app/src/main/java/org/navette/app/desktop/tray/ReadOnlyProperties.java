// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop.tray;

import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.Variant;

/** An object on the bus whose properties are read by others, and set by nobody. */
abstract class ReadOnlyProperties implements Properties {
    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as the library has it
    public <A> A Get(String owner, String name) {
        return (A) GetAll(owner).getOrDefault(name, new Variant<>(""));
    }

    @Override
    public <A> void Set(String owner, String name, A value) {
        // Nothing here can be set by others.
    }

    @Override
    public boolean isRemote() {
        return false;
    }
}
