// SPDX-License-Identifier: GPL-3.0-or-later
/** Servers for tests: real ones from the system's packages, and what stands between them and a client. */
@NullMarked
package org.navette.testserver;

import org.jspecify.annotations.NullMarked;
