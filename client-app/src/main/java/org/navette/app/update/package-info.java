// SPDX-License-Identifier: GPL-3.0-or-later
/** Whether there is a newer Navette: asked only of who was named for that, and only told, never installed. */
@NullMarked
package org.navette.app.update;

import org.jspecify.annotations.NullMarked;
