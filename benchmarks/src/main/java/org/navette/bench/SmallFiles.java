// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The first upload and the first download of many small files. */
final class SmallFiles implements Workload {
    private static final int FILES = 20_000;
    private static final int PER_FOLDER = 20;
    private static final int SIZE = 4096;
    /** Turns in which rclone takes part: it needs minutes for each. */
    private static final int RCLONE_TURNS = 1;
    /** Connections among which the ceiling is looked for. */
    private static final int[] CONNECTIONS = {2, 4, 8};

    @Override
    public String name() {
        return "small-files";
    }

    @Override
    public void run(Bed bed, Extent extent, Report report) throws IOException, InterruptedException {
        up(bed, extent, report);
        down(bed, extent, report);
    }

    private void up(Bed bed, Extent extent, Report report) throws IOException, InterruptedException {
        Path folder = Trees.make(bed.folder("small"), FILES, PER_FOLDER, SIZE);
        List<String> paths = Trees.files(FILES, PER_FOLDER);
        int best = best(bed, paths, true);
        Turns turns = new Turns()
                .add("raw PUT", () -> {
                    Bed.Share share = bed.share();
                    Trees.folders(share.behind(), FILES, PER_FOLDER);
                    Run run = new LoadGenerator(share.url(), best).put(paths, Trees.content(1, SIZE));
                    return run;
                })
                .add("navette up", () -> {
                    Bed.Share share = bed.share();
                    Client client = new Client(bed, folder, share.url());
                    Run run = client.sync();
                    requireAll(share.behind());
                    client.leave();
                    return run;
                })
                .run(extent.runs());
        String workload = "first upload, 20,000 × 4 KiB in 1,000 folders";
        report.add(turns);
        report.add(Line.atLeast(
                workload,
                seconds(turns, "navette up") + ", " + rate(turns, "navette up"),
                "raw PUT over " + best + " connections: " + rate(turns, "raw PUT"),
                turns.pairedRatio("raw PUT", "navette up"),
                0.5,
                " × the ceiling"));
        if (extent.rclone()) {
            Turns beside = new Turns()
                    .add("navette up, beside rclone", () -> {
                        Bed.Share share = bed.share();
                        Client client = new Client(bed, folder, share.url());
                        Run run = client.sync();
                        client.leave();
                        return run;
                    })
                    .add("rclone up", () -> {
                        Bed.Share share = bed.share();
                        Run run = new Rivals(bed).rcloneUp(folder, share.url());
                        requireAll(share.behind());
                        return run;
                    })
                    .run(RCLONE_TURNS);
            report.add(beside);
            report.add(Line.atLeast(
                    workload,
                    seconds(beside, "navette up, beside rclone"),
                    "rclone: " + seconds(beside, "rclone up"),
                    beside.pairedRatio("rclone up", "navette up, beside rclone"),
                    20,
                    " × as fast"));
        }
    }

    private void down(Bed bed, Extent extent, Report report) throws IOException, InterruptedException {
        Bed.Share share = bed.share();
        Trees.makeOnServer(share.behind(), FILES, PER_FOLDER, SIZE);
        List<String> paths = Trees.files(FILES, PER_FOLDER);
        int best = best(bed, paths, false);
        Turns turns = new Turns()
                .add("raw GET", () -> new LoadGenerator(share.url(), best).get(paths))
                .add("navette down", () -> down(bed, share))
                .run(extent.runs());
        String workload = "first download of the same";
        report.add(turns);
        report.add(Line.atLeast(
                workload,
                seconds(turns, "navette down") + ", " + rate(turns, "navette down"),
                "raw GET over " + best + " connections: " + rate(turns, "raw GET"),
                turns.pairedRatio("raw GET", "navette down"),
                0.35,
                " × the ceiling"));
        if (extent.rclone()) {
            Turns beside = new Turns()
                    .add("navette down, beside rclone", () -> down(bed, share))
                    .add("rclone down", () -> {
                        Path target = bed.folder("rclone");
                        Run run = new Rivals(bed).rcloneDown(share.url(), target);
                        requireAll(target);
                        return run;
                    })
                    .run(RCLONE_TURNS);
            report.add(beside);
            report.add(Line.atLeast(
                    workload,
                    seconds(beside, "navette down, beside rclone"),
                    "rclone: " + seconds(beside, "rclone down"),
                    beside.pairedRatio("rclone down", "navette down, beside rclone"),
                    15,
                    " × as fast"));
        }
    }

    private static Run down(Bed bed, Bed.Share share) throws IOException, InterruptedException {
        Path target = bed.folder("target");
        Client client = new Client(bed, target, share.url());
        Run run = client.sync();
        requireAll(target);
        client.leave();
        return run;
    }

    /** The number of connections over which the server does most. */
    private static int best(Bed bed, List<String> paths, boolean put) throws IOException, InterruptedException {
        int best = 0;
        double shortest = Double.MAX_VALUE;
        Bed.Share share = bed.share();
        Trees.makeOnServer(share.behind(), put ? 0 : FILES, PER_FOLDER, SIZE);
        for (int connections : CONNECTIONS) {
            Run run;
            if (put) {
                Bed.Share fresh = bed.share();
                Trees.folders(fresh.behind(), FILES, PER_FOLDER);
                run = new LoadGenerator(fresh.url(), connections).put(paths, Trees.content(1, SIZE));
            } else {
                run = new LoadGenerator(share.url(), connections).get(paths);
            }
            System.out.printf(
                    "    %s over %d connections: %.0f/s%n", put ? "PUT" : "GET", connections, FILES / run.seconds());
            if (run.seconds() < shortest) {
                shortest = run.seconds();
                best = connections;
            }
        }
        return best;
    }

    private static void requireAll(Path tree) throws IOException {
        long found = Trees.count(tree);
        if (found != FILES) {
            throw new IOException("only " + found + " of " + FILES + " files arrived");
        }
    }

    private static String seconds(Turns turns, String name) {
        return Report.seconds(turns.medianSeconds(name));
    }

    private static String rate(Turns turns, String name) {
        return Math.round(FILES / turns.medianSeconds(name)) + " files/s";
    }
}
