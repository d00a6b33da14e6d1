// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that is watched while it runs, through what Linux says of it in {@code /proc}. */
final class Program implements AutoCloseable {
    private static final double NANOS = 1e9;
    /** Of the clock that Linux counts processor time by (proc(5), always 100 on the platforms that Java runs on). */
    private static final double TICKS_A_SECOND = 100;

    private final Process process;
    private final Path log;
    private final long start = System.nanoTime();
    private double peakMib;
    private double cpuSeconds;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** @param log where it writes to */
    static Program start(Path log, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new Program(builder.start(), log);
    }

    /** Waits for its end. @throws IOException if it says that something went wrong */
    Run await() throws IOException, InterruptedException {
        long pause = 2;
        while (!process.waitFor(pause, TimeUnit.MILLISECONDS)) {
            look();
            pause = Math.min(20, pause + 1);
        }
        double seconds = (System.nanoTime() - start) / NANOS;
        if (process.exitValue() != 0) {
            String said = Files.readString(log, StandardCharsets.UTF_8);
            throw new IOException("exit " + process.exitValue() + ": "
                    + process.info().commandLine().orElse("") + "\n"
                    + said.substring(Math.max(0, said.length() - 2_000)));
        }
        return new Run(seconds, cpuSeconds, peakMib);
    }

    /** Resident memory now, in MiB. */
    double residentMib() throws IOException {
        return status("VmRSS:");
    }

    /** Processor time so far, in seconds. */
    double cpuSeconds() {
        look();
        return cpuSeconds;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private void look() {
        try {
            peakMib = Math.max(peakMib, status("VmHWM:"));
            String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
            // The name, in brackets, may hold spaces; after it user and system time are the 12th and 13th.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            cpuSeconds = (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
        } catch (IOException ended) {
            // What was seen last stands.
            return;
        }
    }

    private double status(String field) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            if (line.startsWith(field)) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        return 0;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
