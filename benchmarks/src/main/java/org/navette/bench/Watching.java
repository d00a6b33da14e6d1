// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.navette.testserver.ApacheServer;

/** {@code navette watch}: how soon an edit is on the server, and what it costs to wait for one. */
final class Watching implements Workload {
    private static final int EDITS = 100;
    private static final int SOON_ENOUGH = 95;
    private static final int FILES = 100_000;
    private static final int PER_FOLDER = 20;
    private static final Duration SETTLING = Duration.ofSeconds(40);
    private static final Duration IDLE = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "watching";
    }

    @Override
    public void run(Bed bed, Extent extent, Report report) throws IOException, InterruptedException {
        edits(bed, report);
        idle(bed, report);
    }

    private static void edits(Bed bed, Report report) throws IOException, InterruptedException {
        Path folder = bed.folder("edited");
        Bed.Share share = bed.share();
        Client client = new Client(bed, folder, share.url());
        client.sync();
        List<Double> seconds = new ArrayList<>();
        Random chance = new Random(1);
        try (Program watch = client.watch()) {
            awaitOnServer(folder, share, "first.txt", "hello");
            for (int edit = 0; edit < EDITS; edit++) {
                Thread.sleep(500 + chance.nextInt(2_000));
                seconds.add(awaitOnServer(folder, share, "text-" + edit % 10 + ".txt", "edit " + edit));
            }
            if (!watch.isAlive()) {
                throw new IOException("navette watch ended by itself");
            }
        }
        seconds.sort(Double::compare);
        report.add(Line.atMost(
                "an edit under `navette watch` is on the server",
                "median " + Report.seconds(Turns.median(seconds)) + ", slowest " + Report.seconds(seconds.getLast()),
                "",
                seconds.get(SOON_ENOUGH - 1),
                1.0,
                " s for 95 of 100"));
    }

    /** Saves a file, and returns the seconds until the server has it. */
    private static double awaitOnServer(Path folder, Bed.Share share, String name, String text)
            throws IOException, InterruptedException {
        Path there = share.behind().resolve(name);
        Files.writeString(folder.resolve(name), text);
        long closed = System.nanoTime();
        while (!(Files.exists(there) && Files.readString(there).equals(text))) {
            if (System.nanoTime() - closed > Duration.ofSeconds(30).toNanos()) {
                throw new IOException(name + " did not arrive within 30 s");
            }
            Thread.sleep(5);
        }
        return (System.nanoTime() - closed) / 1e9;
    }

    private static void idle(Bed bed, Report report) throws IOException, InterruptedException {
        Path folder = Trees.make(bed.folder("idle"), FILES, PER_FOLDER, 16);
        Bed.Share share = bed.share();
        Client client = new Client(bed, folder, share.url());
        Run first = client.sync();
        report.add(Line.atMost(
                "100,000 files, resident memory of `navette sync` at most",
                "first upload in " + Report.seconds(first.seconds()),
                "",
                first.peakMib(),
                200,
                " MiB"));
        try (Program watch = client.watch()) {
            awaitQuiet(bed, SETTLING);
            double before = watch.cpuSeconds();
            long from = System.nanoTime();
            int requests = bed.apache().requestsSoFar();
            Thread.sleep(IDLE);
            double share100 = 100 * (watch.cpuSeconds() - before) / ((System.nanoTime() - from) / 1e9);
            int asked = bed.apache().requestsSoFar() - requests;
            String workload = "`navette watch` idle with 100,000 files, 10 min";
            report.add(Line.atMost(workload, asked + " requests", "", watch.residentMib(), 120, " MiB"));
            report.add(Line.atMost(workload, asked + " requests", "", share100, 0.2, " % of a core"));
        }
    }

    /** Until the first look at everything is over. */
    private static void awaitQuiet(Bed bed, Duration settling) throws IOException, InterruptedException {
        ApacheServer apache = bed.apache();
        Thread.sleep(settling);
        for (long before = -1; before != apache.logSize(); Thread.sleep(3_000)) {
            before = apache.logSize();
        }
    }
}
