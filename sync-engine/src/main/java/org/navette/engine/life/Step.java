// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.life;

import org.navette.engine.sync.PassOptions;

/** What is to be done next. */
sealed interface Step {
    /** Nothing but wait. */
    record Wait() implements Step {}

    record Pass(PassOptions options) implements Step {}

    /** End the running pass early; it reports its end all the same. */
    record BreakOff() implements Step {}

    /** Count what waits here, without the server. */
    record Count() implements Step {}

    record End() implements Step {}
}
