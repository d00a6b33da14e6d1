// SPDX-License-Identifier: GPL-3.0-or-later
/** Finds out what a server honours, by trying it. */
@NullMarked
package org.navette.engine.probe;

import org.jspecify.annotations.NullMarked;
