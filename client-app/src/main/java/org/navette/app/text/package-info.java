// SPDX-License-Identifier: GPL-3.0-or-later
/** What people read: sentences in their language. */
@NullMarked
package org.navette.app.text;

import org.jspecify.annotations.NullMarked;
