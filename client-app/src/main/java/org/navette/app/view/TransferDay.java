// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import com.google.gson.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** How much went to a server and came from it on one day (of UTC). */
public record TransferDay(LocalDate day, long sent, long received) {
    /**
     * From what {@code traffic} answers: the last days up to today, those without any among them.
     *
     * @param server its name and port
     */
    public static List<TransferDay> last(int days, LocalDate today, JsonObject traffic, String server) {
        List<TransferDay> all = new ArrayList<>();
        for (int back = days - 1; back >= 0; back--) {
            LocalDate day = today.minusDays(back);
            long sent = 0;
            long received = 0;
            for (JsonObject line : Json.all(traffic, "traffic")) {
                if (Json.text(line, "day").equals(day.toString())
                        && Json.text(line, "server").equals(server)) {
                    sent += Json.number(line, "sent");
                    received += Json.number(line, "received");
                }
            }
            all.add(new TransferDay(day, sent, received));
        }
        return all;
    }
}
