// SPDX-License-Identifier: GPL-3.0-or-later
/** The synced tree, kept in SQLite. */
@NullMarked
package org.navette.engine.journal;

import org.jspecify.annotations.NullMarked;
