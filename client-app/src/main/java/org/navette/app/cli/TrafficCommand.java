// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.HistoryCommand;
import org.navette.app.api.HistoryCommand.TrafficReply;
import org.navette.app.api.NavetteApi;
import picocli.CommandLine.Command;

/** What left this machine: every kind of request, to whom, when, and how much. */
@Command(name = "traffic")
final class TrafficCommand extends ControlCommand<TrafficReply> {
    @Override
    TrafficReply run(NavetteApi navette) throws CommandRefusedException {
        return ask(navette, new HistoryCommand.Traffic());
    }

    @Override
    void show(TrafficReply reply) {
        say(reply.traffic().isEmpty() ? "traffic.none" : "traffic.title");
        for (HistoryCommand.TrafficLine line : reply.traffic()) {
            say(
                    "traffic.line",
                    line.day().toString(),
                    line.server(),
                    line.method(),
                    line.requests(),
                    messages.bytes(line.sent()),
                    messages.bytes(line.received()),
                    line.purpose());
        }
    }
}
