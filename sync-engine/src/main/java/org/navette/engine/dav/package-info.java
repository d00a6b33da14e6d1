// SPDX-License-Identifier: GPL-3.0-or-later
/** Any WebDAV server: requests, answers, and what a given server can be trusted with. */
@NullMarked
package org.navette.engine.dav;

import org.jspecify.annotations.NullMarked;
