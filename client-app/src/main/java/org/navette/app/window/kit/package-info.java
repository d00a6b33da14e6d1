// SPDX-License-Identifier: GPL-3.0-or-later
/** What all screens of the window share: state, commands in the background, and common controls. */
@NullMarked
package org.navette.app.window.kit;

import org.jspecify.annotations.NullMarked;
