// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.navette.testserver.ApacheServer;

/** One installation of Navette as a user runs it: a process, a home of its own, a folder. */
final class Client {
    /** How a run ended. */
    record Run(int exit, String out, String err) {}

    private final Path home;
    private final Path folder;
    private final String url;
    private List<String> wrapper = List.of();

    Client(Path place, String name, String url) throws IOException {
        this.home = place.resolve(name + "-home");
        this.folder = Files.createDirectories(place.resolve(name));
        this.url = url;
    }

    /** From now on runs inside of another command, as a desktop session. */
    void within(String... command) {
        wrapper = List.of(command);
    }

    Path folder() {
        return folder;
    }

    String url() {
        return url;
    }

    Path home() {
        return home;
    }

    Path file(String path) {
        return folder.resolve(path);
    }

    Run sync(String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("sync", folder.toString(), url));
        arguments.addAll(List.of(options));
        return finish(start(login(), arguments));
    }

    /** A sync that must end with everything in step. */
    Run syncInStep(String... options) throws IOException, InterruptedException {
        Run run = sync(options);
        if (run.exit() != 0) {
            throw new AssertionError("exit " + run.exit() + "\n" + run.out() + "\n" + run.err());
        }
        return run;
    }

    static Map<String, String> login() {
        return Map.of("NAVETTE_USER", ApacheServer.USER, "NAVETTE_PASSWORD", ApacheServer.PASSWORD);
    }

    /** Runs any command line to its end, with what is added to the environment. */
    Run run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        return finish(start(environment, List.of(arguments)));
    }

    Process start(Map<String, String> environment, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.navette.app.Navette"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("NAVETTE_"));
        // Nor does a test touch the session of whoever runs it.
        List.of("DISPLAY", "DBUS_SESSION_BUS_ADDRESS").forEach(builder.environment()::remove);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("NAVETTE_HOME", home.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Run finish(Process process) throws IOException, InterruptedException {
        StringBuilder err = new StringBuilder();
        Thread reader = Thread.ofVirtual().start(() -> {
            try (var stream = process.errorReader(StandardCharsets.UTF_8)) {
                stream.lines().forEach(line -> err.append(line).append('\n'));
            } catch (IOException | UncheckedIOException e) {
                err.append(e);
            }
        });
        String out = read(process.getInputStream());
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("did not end: " + out);
        }
        reader.join();
        return new Run(process.exitValue(), out, err.toString());
    }

    /** What a process says until it ends; of one that was stopped, the system may have closed the stream already. */
    private static String read(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException closed) {
            return closed.toString();
        }
    }

    void write(String path, String content) throws IOException {
        write(folder, path, content);
    }

    static void write(Path root, String path, String content) throws IOException {
        Path file = root.resolve(path);
        Path parent = file.getParent();
        while (parent != null && !Files.exists(parent)) {
            Path missing = parent;
            while (missing.getParent() != null && !Files.exists(missing.getParent())) {
                missing = missing.getParent();
            }
            ApacheServer.openDirectory(missing);
        }
        Files.writeString(file, content);
    }

    /** Every file with its content and every folder with a slash, ours and junk aside. */
    SortedMap<String, String> tree() throws IOException {
        return tree(folder);
    }

    /** Whether all these folders have the same in them now; not if somebody is changing one right now. */
    static boolean isSame(Path first, Path... others) throws IOException {
        try {
            SortedMap<String, String> tree = tree(first);
            for (Path other : others) {
                if (!tree(other).equals(tree)) {
                    return false;
                }
            }
            return true;
        } catch (NoSuchFileException changing) {
            return false;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return false;
            }
            throw e;
        }
    }

    static SortedMap<String, String> tree(Path root) throws IOException {
        SortedMap<String, String> tree = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                String name = root.relativize(path).toString();
                // A probe that was stopped while it held a lock can only be cleared away once the lock has run out.
                if (name.isEmpty()
                        || name.equals(".navette")
                        || name.startsWith(".navette/")
                        || name.startsWith("~navette-probe-")) {
                    continue;
                }
                if (Files.isDirectory(path)) {
                    tree.put(name + "/", "");
                } else {
                    tree.put(name, new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return tree;
    }
}
