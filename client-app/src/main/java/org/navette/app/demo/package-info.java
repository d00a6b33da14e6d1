// SPDX-License-Identifier: GPL-3.0-or-later
/** The demonstration: a server, a share and a folder, all in one process. */
@NullMarked
package org.navette.app.demo;

import org.jspecify.annotations.NullMarked;
