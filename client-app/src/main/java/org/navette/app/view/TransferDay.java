// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.navette.app.api.HistoryCommand.TrafficLine;

/** How much went to a server and came from it on one day (of UTC). */
public record TransferDay(LocalDate day, long sent, long received) {
    /**
     * The last days up to today, those without any traffic among them.
     *
     * @param server its name and port
     */
    public static List<TransferDay> last(int days, LocalDate today, List<TrafficLine> traffic, String server) {
        List<TransferDay> all = new ArrayList<>();
        for (int back = days - 1; back >= 0; back--) {
            LocalDate day = today.minusDays(back);
            List<TrafficLine> lines = traffic.stream()
                    .filter(line -> line.day().equals(day) && line.server().equals(server))
                    .toList();
            all.add(new TransferDay(
                    day,
                    lines.stream().mapToLong(TrafficLine::sent).sum(),
                    lines.stream().mapToLong(TrafficLine::received).sum()));
        }
        return all;
    }
}
