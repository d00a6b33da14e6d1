// SPDX-License-Identifier: GPL-3.0-or-later
/** Moves contents both ways, many at a time, and believes none before it was seen to have arrived. */
@NullMarked
package org.navette.engine.transfer;

import org.jspecify.annotations.NullMarked;
