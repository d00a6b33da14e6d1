// SPDX-License-Identifier: GPL-3.0-or-later
/** What the engine needs of the world, and what it tells it. */
@NullMarked
package org.navette.engine.port;

import org.jspecify.annotations.NullMarked;
