// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * For tests: real servers from the system's packages, what stands between them and a client, another client, and a temporary folder in which
 * nothing may stay.
 */
@NullMarked
package org.navette.testserver;

import org.jspecify.annotations.NullMarked;
