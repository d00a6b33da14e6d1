// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What was done, taking it back, and what left this machine. */
public sealed interface HistoryCommand<R extends Reply> extends Command<R> {
    /**
     * What was done, the newest first.
     *
     * @param most at most so many, from 1 to 10,000; absent for 50
     * @param name of a folder pair; absent for all
     * @param what the name of an operation; absent for all
     * @param after only those with a larger id; absent for all
     */
    record Log(Optional<Long> most, Optional<String> name, Optional<String> what, Optional<Long> after)
            implements HistoryCommand<LogReply> {}

    /** Brings back what was there before an activity. */
    record Undo(long id) implements HistoryCommand<UndoneReply> {}

    /** What left this machine, and what came. */
    record Traffic() implements HistoryCommand<TrafficReply> {}

    record LogReply(List<ActivityReply> activities) implements Reply {
        public LogReply {
            activities = List.copyOf(activities);
        }
    }

    /** @param path of what came back, in its folder */
    record UndoneReply(String path, String folder) implements Reply {}

    record TrafficReply(List<TrafficLine> traffic) implements Reply {
        public TrafficReply {
            traffic = List.copyOf(traffic);
        }
    }

    /**
     * A day's requests of one kind to one server.
     *
     * @param purpose in words; empty for none
     * @param sent bytes, and {@code received}
     */
    record TrafficLine(
            LocalDate day, String server, String method, String purpose, long requests, long sent, long received) {}
}
