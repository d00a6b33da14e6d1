// SPDX-License-Identifier: GPL-3.0-or-later
/** The D-Bus interfaces of a Linux tray: StatusNotifierItem and dbusmenu. Public for the D-Bus library that calls them. */
@NullMarked
package org.navette.app.desktop.tray.dbus;

import org.jspecify.annotations.NullMarked;
