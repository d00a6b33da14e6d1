// SPDX-License-Identifier: GPL-3.0-or-later
/** What must be seen before something is overwritten, renamed or deleted on the server, and the one gate that such requests go through. */
@NullMarked
package org.navette.engine.evidence;

import org.jspecify.annotations.NullMarked;
