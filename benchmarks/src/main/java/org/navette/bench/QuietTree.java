// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/** A large tree in which nothing, one file or one folder's name has changed. */
final class QuietTree implements Workload {
    private static final int FILES = 50_000;
    private static final int PER_FOLDER = 20;
    private static final int RENAMED = 1_000;
    private static final int SIZE = 256;

    @Override
    public String name() {
        return "quiet-tree";
    }

    @Override
    public void run(Bed bed, Extent extent, Report report) throws IOException, InterruptedException {
        Path folder = Trees.make(bed.folder("quiet"), FILES, PER_FOLDER, SIZE);
        Path many = Files.createDirectories(folder.resolve("many-0"));
        for (int n = 0; n < RENAMED; n++) {
            Files.write(many.resolve("one-" + n + ".dat"), Trees.content(n, SIZE));
        }
        Bed.Share share = bed.share();
        Client client = new Client(bed, folder, share.url());
        client.sync();
        client.sync();
        Turns turns = new Turns().add("nothing changed", client::sync).add("one file changed", () -> {
            Files.write(folder.resolve(Trees.file(777, PER_FOLDER)), new byte[1], StandardOpenOption.APPEND);
            return client.sync();
        });
        if (extent.rclone()) {
            turns.add("rclone, nothing changed", () -> new Rivals(bed).rcloneUp(folder, share.url()));
        }
        turns.run(extent.runs());
        report.add(turns);
        double quiet = turns.medianSeconds("nothing changed");
        String workload = "nothing changed, 50,000 files in 2,500 folders";
        report.add(Line.atMost(
                workload,
                Report.seconds(quiet) + ", " + Report.mib(turns.medianPeakMib("nothing changed")),
                "",
                quiet,
                2.0,
                " s"));
        if (extent.rclone()) {
            report.add(Line.atMost(
                    workload,
                    Report.seconds(quiet),
                    "rclone sync: " + Report.seconds(turns.medianSeconds("rclone, nothing changed")),
                    turns.pairedRatio("nothing changed", "rclone, nothing changed"),
                    0.15,
                    " × its time"));
        }
        report.add(Line.atMost(
                "one file changed in that tree",
                Report.seconds(turns.medianSeconds("one file changed")),
                "nothing changed: " + Report.seconds(quiet),
                turns.pairedRatio("one file changed", "nothing changed"),
                1.2,
                " × its time"));
        rename(bed, extent, report, folder, client);
    }

    private static void rename(Bed bed, Extent extent, Report report, Path folder, Client client)
            throws IOException, InterruptedException {
        AtomicInteger name = new AtomicInteger();
        AtomicInteger moves = new AtomicInteger();
        Turns turns = new Turns()
                .add("nothing changed, beside renaming", client::sync)
                .add("folder renamed", () -> {
                    Path from = folder.resolve("many-" + name.get());
                    Files.move(from, folder.resolve("many-" + name.incrementAndGet()));
                    int before = bed.apache().requestsSoFar();
                    Run run = client.sync();
                    moves.set(bed.apache()
                            .requests(before, line -> !line.startsWith("PROPFIND") && !line.startsWith("OPTIONS"))
                            .size());
                    return run;
                })
                .run(extent.runs());
        report.add(turns);
        double more = turns.medianSeconds("folder renamed") - turns.medianSeconds("nothing changed, beside renaming");
        report.add(Line.atMost(
                "a folder with 1,000 files renamed",
                Report.seconds(turns.medianSeconds("folder renamed")) + ", " + moves.get() + " requests that write",
                "nothing changed: " + Report.seconds(turns.medianSeconds("nothing changed, beside renaming")),
                more,
                0.3,
                " s more"));
    }
}
