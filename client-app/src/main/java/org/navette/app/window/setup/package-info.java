// SPDX-License-Identifier: GPL-3.0-or-later
/** The screen on which a folder pair is set up, one question at a time. */
@NullMarked
package org.navette.app.window.setup;

import org.jspecify.annotations.NullMarked;
