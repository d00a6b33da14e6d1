// SPDX-License-Identifier: GPL-3.0-or-later
/** The window: what all its screens have in common. Each screen has a package of its own below. */
@NullMarked
package org.navette.app.window;

import org.jspecify.annotations.NullMarked;
