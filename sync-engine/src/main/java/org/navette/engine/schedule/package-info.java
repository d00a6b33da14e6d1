// SPDX-License-Identifier: GPL-3.0-or-later
/** Decides when to make the next pass, where, and what state the pair is in. Decisions are pure; {@link SyncFolder} acts. */
@NullMarked
package org.navette.engine.schedule;

import org.jspecify.annotations.NullMarked;
