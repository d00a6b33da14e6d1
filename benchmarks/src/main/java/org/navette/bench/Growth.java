// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The first sync, a pass with nothing changed and one with one change, from a thousand files to a million. */
final class Growth implements Workload {
    private static final int PER_FOLDER = 100;
    private static final int SIZE = 8;
    private static final int USUAL = 10_000;
    private static final int HUGE = 1_000_000;
    private static final double MOST_MIB = 512;
    private static final double MOST_RATIO = 1.3;

    /** What was measured with so many files. */
    record Point(int files, Run first, Run nothing, Run one) {}

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public void run(Bed bed, Extent extent, Report report) throws IOException, InterruptedException {
        List<Point> points = new ArrayList<>();
        for (int files = 1_000; files <= extent.largest(); files *= 10) {
            points.add(point(bed, files));
        }
        report.add(points);
        Point usual = points.stream()
                .filter(point -> point.files() == USUAL)
                .findFirst()
                .orElse(points.getFirst());
        Point largest = points.getLast();
        if (largest.files() < HUGE) {
            return;
        }
        report.add(each("1,000,000 files, first sync", largest, usual, largest.first(), usual.first()));
        report.add(each("1,000,000 files, nothing changed", largest, usual, largest.nothing(), usual.nothing()));
        report.add(each("1,000,000 files, one change", largest, usual, largest.one(), usual.one()));
        double peak = Math.max(
                largest.first().peakMib(),
                Math.max(largest.nothing().peakMib(), largest.one().peakMib()));
        report.add(Line.atMost(
                "1,000,000 files, resident memory at most", "all three passes", "", peak, MOST_MIB, " MiB"));
    }

    private static Line each(String workload, Point largest, Point usual, Run ours, Run small) {
        double cost = 1e6 * ours.seconds() / largest.files();
        double usualCost = 1e6 * small.seconds() / usual.files();
        return Line.atMost(
                workload,
                Report.seconds(ours.seconds()) + ", " + Math.round(cost) + " µs a file",
                "with 10,000: " + Report.seconds(small.seconds()) + ", " + Math.round(usualCost) + " µs a file",
                cost / usualCost,
                MOST_RATIO,
                " × a file");
    }

    private static Point point(Bed bed, int files) throws IOException, InterruptedException {
        Path folder = Trees.make(bed.folder("grown-" + files), files, PER_FOLDER, SIZE);
        Bed.Share share = bed.share();
        Client client = new Client(bed, folder, share.url());
        Run first = told(files, "first sync", client.sync());
        Run nothing = told(files, "nothing changed", client.sync());
        Files.write(folder.resolve(Trees.file(files / 2, PER_FOLDER)), new byte[1], StandardOpenOption.APPEND);
        Run one = told(files, "one change", client.sync());
        client.leave();
        return new Point(files, first, nothing, one);
    }

    private static Run told(int files, String what, Run run) {
        System.out.printf(
                "    %,d files, %-16s %8.2f s  %6.1f s cpu  %6.0f MiB%n",
                files, what, run.seconds(), run.cpuSeconds(), run.peakMib());
        return run;
    }
}
