// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.bench;

import java.io.IOException;
import java.nio.file.Path;

/** How long the program itself takes. */
final class StartUp implements Workload {
    private static final int FEWEST_TURNS = 10;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void run(Bed bed, Extent extent, Report report) throws IOException, InterruptedException {
        Path folder = bed.folder("empty");
        Bed.Share share = bed.share();
        Client client = new Client(bed, folder, share.url());
        client.sync();
        Turns turns = new Turns()
                .add("navette --version", () -> client.start("--version").await())
                .add("navette sync, empty pair", client::sync)
                .run(Math.max(FEWEST_TURNS, extent.runs()));
        report.add(turns);
        double version = turns.medianSeconds("navette --version");
        double empty = turns.medianSeconds("navette sync, empty pair");
        report.add(Line.atMost(
                "`navette --version`", Report.mib(turns.medianPeakMib("navette --version")), "", version, 0.25, " s"));
        report.add(Line.atMost(
                "`navette sync` on an empty pair",
                Report.mib(turns.medianPeakMib("navette sync, empty pair")),
                "",
                empty,
                0.5,
                " s"));
    }
}
