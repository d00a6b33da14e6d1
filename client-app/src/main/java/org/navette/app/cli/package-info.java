// SPDX-License-Identifier: GPL-3.0-or-later
/** The command line: options in, events and exit codes out. */
@NullMarked
package org.navette.app.cli;

import org.jspecify.annotations.NullMarked;
