// SPDX-License-Identifier: GPL-3.0-or-later
/** Times Navette, whole processes of it, against the server's limit and against other programs. */
@NullMarked
package org.navette.bench;

import org.jspecify.annotations.NullMarked;
