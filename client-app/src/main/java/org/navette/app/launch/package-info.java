// SPDX-License-Identifier: GPL-3.0-or-later
/** Starts Navette: one running instance with its icon and window, its log, and an orderly end. */
@NullMarked
package org.navette.app.launch;

import org.jspecify.annotations.NullMarked;
