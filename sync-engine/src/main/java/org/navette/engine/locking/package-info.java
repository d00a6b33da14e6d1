// SPDX-License-Identifier: GPL-3.0-or-later
/** Locks on the server for documents that are open here. */
@NullMarked
package org.navette.engine.locking;

import org.jspecify.annotations.NullMarked;
