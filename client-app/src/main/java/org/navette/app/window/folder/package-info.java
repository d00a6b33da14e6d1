// SPDX-License-Identifier: GPL-3.0-or-later
/** The screen of a folder pair: how it is, what was done, what waits, what was there before. */
@NullMarked
package org.navette.app.window.folder;

import org.jspecify.annotations.NullMarked;
