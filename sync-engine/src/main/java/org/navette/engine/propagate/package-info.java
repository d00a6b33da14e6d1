// SPDX-License-Identifier: GPL-3.0-or-later
/** Carries a plan out, one entry at a time, never letting one failure stop the rest. */
@NullMarked
package org.navette.engine.propagate;

import org.jspecify.annotations.NullMarked;
