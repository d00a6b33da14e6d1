// SPDX-License-Identifier: GPL-3.0-or-later
/** The line between the running Navette and whoever talks to it: a socket of the owner's, one JSON object a line. */
@NullMarked
package org.navette.app.control;

import org.jspecify.annotations.NullMarked;
