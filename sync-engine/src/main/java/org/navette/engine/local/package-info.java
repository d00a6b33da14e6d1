// SPDX-License-Identifier: GPL-3.0-or-later
/** The disk: looking at it, and writing to it all or nothing. */
@NullMarked
package org.navette.engine.local;

import org.jspecify.annotations.NullMarked;
