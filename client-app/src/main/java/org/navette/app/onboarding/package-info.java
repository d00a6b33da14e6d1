// SPDX-License-Identifier: GPL-3.0-or-later
/** Sets up a folder pair with a person: finds the share, signs in, browses it, and says what the first sync will do. */
@NullMarked
package org.navette.app.onboarding;

import org.jspecify.annotations.NullMarked;
