// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.DavServer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the benchmarks. */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        description = {
            "Times Navette against the server's limit, rclone and curl, on this machine.",
            "Needs Apache with mod_dav (Debian: apache2-bin) and curl; rclone takes part where it is installed."
        })
public final class Bench implements Callable<Integer> {
    private static final List<Workload> ALL = List.of(
            new StartUp(),
            new SmallFiles(),
            new QuietTree(),
            new LargeFile(),
            new LongLine(),
            new Watching(),
            new Growth());

    @Option(names = "--navette", required = true, split = " ", description = "the command that starts Navette")
    private List<String> navette = List.of();

    @Option(names = "--runs", defaultValue = "5", description = "of everything that is compared (${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--largest", defaultValue = "1000000", description = "files at most (${DEFAULT-VALUE})")
    private int largest;

    @Option(names = "--no-rclone", description = "leave rclone out, which needs minutes for each turn")
    private boolean noRclone;

    @Option(
            names = "--only",
            split = ",",
            description = "small-files, quiet-tree, large-file, long-line, watching, growth, start")
    private List<String> only = List.of();

    @Option(
            names = "--place",
            description = "a folder on the disk to be used; by default the system's for temporary files")
    private Path place = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--out", required = true, description = "where the table, the runs and the charts go")
    private Path out = Path.of("");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of(ApacheServer.PROGRAM))
                || Bed.installed("curl").isEmpty()) {
            System.err.println(
                    "Apache (" + ApacheServer.PROGRAM + ") and curl are needed: apt-get install apache2-bin curl");
            return CommandLine.ExitCode.USAGE;
        }
        Path own = Files.createTempDirectory(Files.createDirectories(place), "navette-bench-");
        // The server runs as another user.
        DavServer.openDirectory(own);
        Report report = new Report();
        Extent extent = new Extent(runs, !noRclone && Bed.installed("rclone").isPresent(), largest);
        try (Bed bed = new Bed(own, navette)) {
            for (Workload workload : ALL) {
                if (only.isEmpty() || only.contains(workload.name())) {
                    System.out.println("== " + workload.name());
                    workload.run(bed, extent, report);
                    bed.clear();
                    report.write(out, about());
                }
            }
        } finally {
            Trees.delete(own);
        }
        return CommandLine.ExitCode.OK;
    }

    private String about() throws IOException {
        List<String> parts = new ArrayList<>(List.of(LocalDate.now().toString()));
        parts.add(Runtime.getRuntime().availableProcessors() + " cores");
        parts.add(System.getProperty("os.name") + " " + System.getProperty("os.version"));
        parts.add("Apache, client and load generator on the same machine (" + InetAddress.getLoopbackAddress() + ")");
        parts.add(runs + " runs");
        return String.join(" · ", parts);
    }
}
