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
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        boolean there = Files.isExecutable(java) || Files.isExecutable(java.resolveSibling("java.exe"));
        if (!there) {
            LOG.warn("nothing can be drawn: this Java has no program of its own at {}", java);
            return Optional.empty();
        }
        FREE.acquireUninterruptibly();
        try {
            return run(java, kind, file);
        } finally {
            FREE.release();
        }
    }

    private static Optional<Drawn> run(Path java, Renderer.Kind kind, Path file) throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(LIMITS);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Renderer.class.getName(),
                kind.name(),
                file.toAbsolutePath().toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
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
