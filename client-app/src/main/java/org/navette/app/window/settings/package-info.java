// SPDX-License-Identifier: GPL-3.0-or-later
/** The screen of the settings. */
@NullMarked
package org.navette.app.window.settings;

import org.jspecify.annotations.NullMarked;
