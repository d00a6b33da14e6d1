// SPDX-License-Identifier: GPL-3.0-or-later
/** Shows what is in a file: texts, pictures, PDF. */
@NullMarked
package org.navette.app.window.preview;

import org.jspecify.annotations.NullMarked;
