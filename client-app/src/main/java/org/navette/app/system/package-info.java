// SPDX-License-Identifier: GPL-3.0-or-later
/** What the operating system tells of the network, the power and sleep. */
@NullMarked
package org.navette.app.system;

import org.jspecify.annotations.NullMarked;
