// SPDX-License-Identifier: GPL-3.0-or-later
/** The icon in the desktop's tray, and its menu. */
@NullMarked
package org.navette.app.tray;

import org.jspecify.annotations.NullMarked;
