// SPDX-License-Identifier: GPL-3.0-or-later
/** Talks to the desktop and the operating system: network, power and sleep, start at login, opening files. */
@NullMarked
package org.navette.app.desktop;

import org.jspecify.annotations.NullMarked;
