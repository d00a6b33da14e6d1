// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import org.navette.engine.pass.PassOptions;

/** What is to be done next. */
sealed interface NextStep {
    /** Nothing but wait. */
    record Wait() implements NextStep {}

    record Pass(PassOptions options) implements NextStep {}

    /** End the running pass early; it reports its end all the same. */
    record BreakOff() implements NextStep {}

    /** Count what waits here, without the server. */
    record Count() implements NextStep {}

    record End() implements NextStep {}
}
