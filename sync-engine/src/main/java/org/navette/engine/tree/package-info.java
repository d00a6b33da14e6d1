// SPDX-License-Identifier: GPL-3.0-or-later
/** The vocabulary: paths, validators and the states an entry is seen in on each side. */
@NullMarked
package org.navette.engine.tree;

import org.jspecify.annotations.NullMarked;
