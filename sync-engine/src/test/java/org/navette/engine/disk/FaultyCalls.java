// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.disk;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Runs a program in a process of its own, in which calls of the system fail now and then, as {@code strace -e inject} makes them. */
public final class FaultyCalls {
    /**
     * What fails.
     *
     * @param calls their names, with commas; those that this system does not have are passed over
     * @param error as the C library names it, like {@code EIO}
     * @param first which call of a thread is the first that fails, counted from 1
     * @param step each so many calls after that another one fails
     * @param paths only of these files and folders; empty for all
     */
    public record Fault(String calls, String error, int first, int step, List<Path> paths) {
        public Fault {
            paths = List.copyOf(paths);
        }
    }

    private FaultyCalls() {}

    /** Where there is no strace, or it may not trace, the test is skipped with a line; CI installs it. */
    public static void assumeHere() throws IOException, InterruptedException {
        boolean here;
        try {
            here = new ProcessBuilder("strace", "-f", "-qq", "-o", "/dev/null", "true")
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException none) {
            here = false;
        }
        if (!here) {
            System.out.println("calls of the system are not made to fail: no strace here that may trace");
        }
        Assumptions.assumeTrue(here, "no strace here that may trace");
    }

    /**
     * Runs the program to its end.
     *
     * @return what it said, line by line
     * @throws AssertionError if it ended with an error
     */
    public static List<String> run(Class<?> program, Fault fault, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", "/dev/null"));
        String calls = "?" + fault.calls().replace(",", ",?");
        if (fault.paths().isEmpty()) {
            command.add("--seccomp-bpf");
        }
        fault.paths().forEach(path -> command.addAll(List.of("-P", path.toString())));
        command.addAll(List.of("-e", "trace=" + calls));
        command.addAll(List.of(
                "-e", "inject=" + calls + ":error=" + fault.error() + ":when=" + fault.first() + "+" + fault.step()));
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            out.lines().forEach(said::add);
        } finally {
            if (process.waitFor() != 0) {
                said.add("ended with " + process.exitValue());
            }
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(fault + ": " + String.join("\n", said));
        }
        return said;
    }
}
