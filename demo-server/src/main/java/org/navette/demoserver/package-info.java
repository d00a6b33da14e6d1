// SPDX-License-Identifier: GPL-3.0-or-later
/** A WebDAV server in a few megabytes, for showing what Navette does. */
@NullMarked
package org.navette.demoserver;

import org.jspecify.annotations.NullMarked;
