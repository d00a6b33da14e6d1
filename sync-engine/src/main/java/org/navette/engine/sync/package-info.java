// SPDX-License-Identifier: GPL-3.0-or-later
/** The life of one folder pair: passes, and the loop that keeps them coming. */
@NullMarked
package org.navette.engine.sync;

import org.jspecify.annotations.NullMarked;
