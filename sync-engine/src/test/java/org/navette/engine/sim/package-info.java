// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The deterministic simulation: whole engines over in-memory disks, journals and a model server, on one thread, with one
 * seeded source of chance. Every call of a port is a point where somebody else may act, or misfortune may strike.
 */
@NullMarked
package org.navette.engine.sim;

import org.jspecify.annotations.NullMarked;
