// SPDX-License-Identifier: GPL-3.0-or-later
/** Where passwords are kept: the system's keyring, or a file of the owner's where there is none. */
@NullMarked
package org.navette.app.keyring;

import org.jspecify.annotations.NullMarked;
