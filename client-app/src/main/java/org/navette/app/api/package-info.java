// SPDX-License-Identifier: GPL-3.0-or-later
/** What can be asked of Navette, what it answers, and what it tells by itself: records, the same for window, tray, command line and socket. */
@NullMarked
package org.navette.app.api;

import org.jspecify.annotations.NullMarked;
