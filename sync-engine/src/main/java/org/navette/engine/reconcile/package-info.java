// SPDX-License-Identifier: GPL-3.0-or-later
/** The pure core: from three trees of observations to a plan. No I/O, no clock, no threads. */
@NullMarked
package org.navette.engine.reconcile;

import org.jspecify.annotations.NullMarked;
