// SPDX-License-Identifier: GPL-3.0-or-later
/** What a pass that was cut off has left: the notes of what was under way, and what stands on the server under a name for a moment. */
@NullMarked
package org.navette.engine.recovery;

import org.jspecify.annotations.NullMarked;
