// SPDX-License-Identifier: GPL-3.0-or-later
/** What a tray on a Linux desktop talks: StatusNotifierItem and dbusmenu. Public for the library that calls it. */
@NullMarked
package org.navette.app.tray.dbus;

import org.jspecify.annotations.NullMarked;
