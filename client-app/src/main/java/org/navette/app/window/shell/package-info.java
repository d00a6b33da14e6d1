// SPDX-License-Identifier: GPL-3.0-or-later
/** Opens the window and holds the sidebar with one screen beside it. */
@NullMarked
package org.navette.app.window.shell;

import org.jspecify.annotations.NullMarked;
