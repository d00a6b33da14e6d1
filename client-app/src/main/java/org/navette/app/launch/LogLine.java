// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.launch;

import com.google.common.base.Throwables;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.navette.app.text.Printable;

/** One event a line, with its time in UTC. */
final class LogLine extends Formatter {
    @Override
    public String format(LogRecord event) {
        String logger = String.valueOf(event.getLoggerName());
        String trouble = event.getThrown() == null ? "" : inset(event.getThrown());
        return event.getInstant() + " " + event.getLevel() + " " + logger.substring(logger.lastIndexOf('.') + 1) + ": "
                + Printable.of(formatMessage(event)) + "\n" + trouble;
    }

    /** No line of it looks like one of ours, whatever is in its message. */
    private static String inset(Throwable thrown) {
        return Printable.lines(Throwables.getStackTraceAsString(thrown)).indent(4);
    }
}
