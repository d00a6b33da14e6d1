// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.preview;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a picture or a page drawn by a program of its own, with a small memory and little time: a few hundred bytes can be a picture
 * that fills any memory, and whoever syncs must not go down with it.
 */
final class DrawingProcess {
    private static final Logger LOG = LoggerFactory.getLogger(DrawingProcess.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** In pixels; what is drawn is never larger. */
    static final int MOST_PIXELS = 8_000_000;

    private static final List<String> LIMITS = List.of(
            "-Xmx192m",
            "-XX:MaxDirectMemorySize=16m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true");

    /** Where jpackage's launchers say what they are. */
    private static final String LAUNCHER = "jpackage.app-path";

    /** By which they know one that another of them has started, to do less. */
    private static final String LAUNCHER_MARK = "_JPACKAGE_LAUNCHER";

    /** Two at a time, however fast somebody looks through files. */
    private static final Semaphore FREE = new Semaphore(2, true);

    private DrawingProcess() {}

    /**
     * What came.
     *
     * @param pixels line by line, as alpha, red, green and blue
     */
    record Drawn(int width, int height, IntBuffer pixels) {}

    /** @return absent if it cannot be drawn, or not within the limits */
    static Optional<Drawn> draw(Renderer.Kind kind, Path file) throws IOException {
        Optional<ProcessBuilder> program = program(kind, file.toAbsolutePath());
        if (program.isEmpty()) {
            LOG.warn("nothing can be drawn: there is neither a program of this Java nor a launcher");
            return Optional.empty();
        }
        FREE.acquireUninterruptibly();
        try {
            return run(program.get(), file);
        } finally {
            FREE.release();
        }
    }

    /** This Java's own, or, where an image has none, the launcher that jpackage has made for Navette. */
    private static Optional<ProcessBuilder> program(Renderer.Kind kind, Path file) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(java) || Files.isExecutable(java.resolveSibling("java.exe"))) {
            command.add(java.toString());
            command.addAll(LIMITS);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), Renderer.class.getName()));
            command.addAll(List.of(kind.name(), file.toString()));
            return Optional.of(new ProcessBuilder(command));
        }
        String launcher = System.getProperty(LAUNCHER);
        if (launcher == null || !Files.isExecutable(Path.of(launcher))) {
            return Optional.empty();
        }
        ProcessBuilder builder = new ProcessBuilder(launcher, Renderer.COMMAND, kind.name(), file.toString());
        // It passes no options on to its Java, which reads these by itself.
        builder.environment().put("JAVA_TOOL_OPTIONS", String.join(" ", LIMITS));
        builder.environment().remove(LAUNCHER_MARK);
        return Optional.of(builder);
    }

    private static Optional<Drawn> run(ProcessBuilder program, Path file) throws IOException {
        Process process = program.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        Thread.ofVirtual().start(() -> endInTime(process));
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
            int width = in.readInt();
            int height = in.readInt();
            if (width <= 0 || height <= 0 || (long) width * height > MOST_PIXELS) {
                return Optional.empty();
            }
            IntBuffer pixels = IntBuffer.allocate(width * height);
            while (pixels.hasRemaining()) {
                pixels.put(in.readInt());
            }
            return Optional.of(new Drawn(width, height, pixels.flip()));
        } catch (IOException e) {
            // It ended before it had drawn anything: broken, not what its name says, or too much.
            LOG.debug("{} can't be drawn", file, e);
            return Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void endInTime(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("drawing took too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
