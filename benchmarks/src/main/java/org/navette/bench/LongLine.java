// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Small files over a line with a long way to go, with a client that has met the server before. */
final class LongLine implements Workload {
    private static final int FILES = 2_000;
    private static final int PER_FOLDER = 20;
    private static final int SIZE = 4096;
    private static final Duration ROUND_TRIP = Duration.ofMillis(30);

    @Override
    public String name() {
        return "long-line";
    }

    @Override
    public void run(Bed bed, Extent extent, Report report) throws IOException, InterruptedException {
        List<Double> connections = new ArrayList<>();
        Turns turns = new Turns()
                .add("navette over 30 ms", () -> {
                    Bed.Share share = bed.share();
                    try (DelayProxy line = DelayProxy.to(share.url(), ROUND_TRIP)) {
                        Path folder = bed.folder("far");
                        Client client = new Client(bed, folder, line.url()).acquainted();
                        Trees.make(folder, FILES, PER_FOLDER, SIZE);
                        int before = line.connections();
                        Run run = client.sync();
                        connections.add((double) line.connections() - before);
                        return run;
                    }
                })
                .run(extent.runs());
        report.add(turns);
        double used = Turns.median(connections);
        double ideal = FILES * ROUND_TRIP.toMillis() / 1000.0 / used;
        double took = turns.medianSeconds("navette over 30 ms");
        report.add(Line.atMost(
                "2,000 small files up over a round trip of 30 ms",
                Report.seconds(took),
                "one round trip a file over " + Math.round(used) + " connections: " + Report.seconds(ideal),
                took / ideal,
                1.5,
                " × its time"));
    }
}
