// SPDX-License-Identifier: GPL-3.0-or-later
/** What people and administrators have chosen: one TOML file, checked, and the policy above it. */
@NullMarked
package org.navette.app.settings;

import org.jspecify.annotations.NullMarked;
