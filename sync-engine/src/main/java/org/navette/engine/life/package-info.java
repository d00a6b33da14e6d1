// SPDX-License-Identifier: GPL-3.0-or-later
/** The life of one folder pair: when to look, where, and what state it is in. Decisions are pure, {@link SyncFolder} acts. */
@NullMarked
package org.navette.engine.life;

import org.jspecify.annotations.NullMarked;
