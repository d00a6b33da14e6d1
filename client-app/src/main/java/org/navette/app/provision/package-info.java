// SPDX-License-Identifier: GPL-3.0-or-later
/** Bringing what an administrator hands out to a machine, once it was proven to be theirs. */
@NullMarked
package org.navette.app.provision;

import org.jspecify.annotations.NullMarked;
