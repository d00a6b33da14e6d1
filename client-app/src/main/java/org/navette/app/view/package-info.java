// SPDX-License-Identifier: GPL-3.0-or-later
/** What there is to show, without anything that shows it: immutable, made from what the running Navette tells. */
@NullMarked
package org.navette.app.view;

import org.jspecify.annotations.NullMarked;
