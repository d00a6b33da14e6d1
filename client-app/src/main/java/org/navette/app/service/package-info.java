// SPDX-License-Identifier: GPL-3.0-or-later
/** The running Navette: all folder pairs of the settings, and what can be asked of them. */
@NullMarked
package org.navette.app.service;

import org.jspecify.annotations.NullMarked;
