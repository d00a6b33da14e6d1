// SPDX-License-Identifier: GPL-3.0-or-later
/** The screen of the conflicts: two versions beside each other, and which is to stay. */
@NullMarked
package org.navette.app.window.conflict;

import org.jspecify.annotations.NullMarked;
