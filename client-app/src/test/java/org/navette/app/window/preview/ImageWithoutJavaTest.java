// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navette.app.Navette;
import org.navette.app.window.Pictures;

/** Previews in an image as the packages for Windows and macOS have it: jlink's, without programs, started by jpackage's launcher. */
@Tag("thorough")
class ImageWithoutJavaTest {
    private static final int BROKEN = 3;
    private static final String MEMORY = ".memory";

    /** The program in the image, which stands for Navette with its window: it has one file drawn. */
    static final class Viewer {
        private Viewer() {}

        public static void main(String[] arguments) throws IOException {
            if (Renderer.isMeant(arguments)) {
                Files.writeString(
                        Path.of(arguments[2] + MEMORY),
                        String.valueOf(Runtime.getRuntime().maxMemory()));
                Navette.main(arguments);
                return;
            }
            Renderer.Kind kind = Renderer.Kind.valueOf(arguments[0]);
            DrawingProcess.draw(kind, Path.of(arguments[1]))
                    .ifPresentOrElse(
                            drawn -> System.out.println(drawn.width() + "x" + drawn.height()),
                            () -> System.exit(BROKEN));
        }
    }

    @TempDir
    private Path place;

    private record Ended(int exit, String said) {}

    private Ended run(List<String> command) throws Exception {
        Path log = Files.createTempFile(place, "run", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Ended(process.waitFor(), Files.readString(log));
    }

    private void tool(String name, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", name).toString());
        command.addAll(List.of(arguments));
        Ended ended = run(command);
        assertEquals(0, ended.exit(), ended.said());
    }

    /** An image whose program is {@link Viewer}, with the libraries of this test. */
    private Path image() throws Exception {
        Path runtime = place.resolve("runtime");
        tool(
                "jlink",
                "--add-modules",
                "java.desktop,java.logging,java.management,java.naming,java.net.http,java.sql,jdk.unsupported",
                "--strip-native-commands",
                "--strip-debug",
                "--output",
                runtime.toString());
        assertFalse(Files.exists(runtime.resolve("bin/java")));
        Path app = Files.createDirectory(place.resolve("app"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (OutputStream out = Files.newOutputStream(app.resolve("viewer.jar"));
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
        tool(
                "jpackage",
                "--type",
                "app-image",
                "--name",
                "viewer",
                "--dest",
                place.toString(),
                "--input",
                app.toString(),
                "--main-jar",
                "viewer.jar",
                "--main-class",
                Viewer.class.getName(),
                "--runtime-image",
                runtime.toString(),
                "--java-options",
                "-Xms48m",
                "--java-options",
                "-Xmn32m");
        Path image = place.resolve("viewer");
        Path configuration = image.resolve("lib/app/viewer.cfg");
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(configuration)) {
            if (line.startsWith("app.classpath=")) {
                for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                    lines.add("app.classpath=" + Path.of(entry).toAbsolutePath());
                }
            } else {
                lines.add(line);
            }
        }
        Files.write(configuration, lines);
        return image.resolve("bin/viewer");
    }

    @Test
    void picturesAndPagesAreDrawnByTheLauncherWithinTheLimits() throws Exception {
        String viewer = image().toString();
        Path pdf = place.resolve("a page.pdf");
        Pictures.writePdf(pdf, "Fete");
        Path picture = place.resolve("plan.png");
        Pictures.write(picture, 0x0b6b68);
        for (List<String> one : List.of(List.of("PDF", pdf.toString()), List.of("PICTURE", picture.toString()))) {
            List<String> command = new ArrayList<>(List.of(viewer));
            command.addAll(one);
            Ended ended = run(command);
            assertEquals(0, ended.exit(), ended.said());
            assertTrue(ended.said().strip().matches("\\d+x\\d+"), ended.said());
            long memory = Long.parseLong(Files.readString(Path.of(one.getLast() + MEMORY)));
            assertTrue(memory <= 192L << 20, memory + " bytes at most");
        }
        Path broken = Files.write(place.resolve("broken.png"), "none".getBytes(StandardCharsets.UTF_8));
        assertEquals(BROKEN, run(List.of(viewer, "PICTURE", broken.toString())).exit());
    }
}
