// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** One file of 1 GiB, up and down, with a client that has met the server before. */
final class LargeFile implements Workload {
    private static final int MIB = 1024 * 1024;
    private static final int SIZE_MIB = 1024;

    @Override
    public String name() {
        return "large-file";
    }

    @Override
    public void run(Bed bed, Extent extent, Report report) throws IOException, InterruptedException {
        Path folder = bed.folder("large");
        Path file = folder.resolve("film.mp4");
        byte[] block = Trees.content(1, MIB);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < SIZE_MIB; i++) {
                block[0] = (byte) i;
                out.write(block);
            }
        }
        Rivals rivals = new Rivals(bed);
        Bed.Share source = bed.share();
        Files.createLink(source.behind().resolve("film.mp4"), file);
        Turns turns = new Turns()
                .add("curl up", () -> {
                    Bed.Share share = bed.share();
                    Run run = rivals.curlUp(file, share.url().resolve("film.mp4"));
                    Trees.delete(share.behind());
                    return run;
                })
                .add("navette up, 1 GiB", () -> {
                    Bed.Share share = bed.share();
                    Path own = bed.folder("own");
                    Client client = new Client(bed, own, share.url()).acquainted();
                    Files.createLink(own.resolve("film.mp4"), file);
                    Run run = client.sync();
                    Trees.delete(share.behind());
                    return run;
                })
                .add("curl down", () -> {
                    Path target = bed.folder("curl").resolve("film.mp4");
                    Run run = rivals.curlDown(source.url().resolve("film.mp4"), target);
                    Files.delete(target);
                    return run;
                })
                .add("navette down, 1 GiB", () -> {
                    Path target = bed.folder("target");
                    Bed.Share share = bed.share();
                    Client client = new Client(bed, target, share.url()).acquainted();
                    Files.createLink(share.behind().resolve("film.mp4"), file);
                    Run run = client.sync();
                    Trees.delete(target);
                    return run;
                })
                .run(extent.runs());
        report.add(turns);
        for (String way : new String[] {"up", "down"}) {
            String ours = "navette " + way + ", 1 GiB";
            report.add(Line.atLeast(
                    "one file of 1 GiB " + way,
                    Report.seconds(turns.medianSeconds(ours)) + ", " + Report.mib(turns.medianPeakMib(ours)),
                    "curl: " + Report.seconds(turns.medianSeconds("curl " + way)),
                    turns.pairedRatio("curl " + way, ours),
                    0.9,
                    " × as fast"));
        }
    }
}
