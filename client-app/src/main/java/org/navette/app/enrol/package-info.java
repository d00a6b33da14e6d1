// SPDX-License-Identifier: GPL-3.0-or-later
/** Setting up a folder pair with a person: finding the share, signing in, looking around, saying what will happen. */
@NullMarked
package org.navette.app.enrol;

import org.jspecify.annotations.NullMarked;
