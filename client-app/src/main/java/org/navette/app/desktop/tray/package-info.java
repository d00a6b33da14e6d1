// SPDX-License-Identifier: GPL-3.0-or-later
/** The icon in the tray, its menu, and notifications. */
@NullMarked
package org.navette.app.desktop.tray;

import org.jspecify.annotations.NullMarked;
