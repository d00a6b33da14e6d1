// SPDX-License-Identifier: GPL-3.0-or-later
/** The program's entry. */
@NullMarked
package org.navette.app;

import org.jspecify.annotations.NullMarked;
