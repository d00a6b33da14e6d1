// SPDX-License-Identifier: GPL-3.0-or-later
/** One pass over a folder pair: look at both sides, plan, carry out, and look again where something is open. */
@NullMarked
package org.navette.engine.pass;

import org.jspecify.annotations.NullMarked;
