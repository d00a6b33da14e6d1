// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.NeedsServer;

/** The icon in a real panel on a real display, seen by its pixels, and its menu worked with the mouse and the keyboard. */
@Tag("thorough")
@NeedsServer("/usr/bin/xfce4-panel")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TrayTest {
    private static final Path SCREENS = Path.of("target", "screens");
    private static final Color TEAL = new Color(0x0f8f8b);
    private static final Color GREY = new Color(0x7b858f);
    private static final Color PAUSE = new Color(0x5b6570);
    /** Of the window; the desktop is black, and the panel grey. */
    private static final Color WHITE = Color.WHITE;

    private static final int PANEL = 48;

    @RegisterExtension
    private static final ApacheExtension apache = new ApacheExtension();

    private OrderedProcess desktop;
    private String display = "";
    private String authority = "";
    private String bus = "";
    private Client client;
    private RunningClient navette;
    private Process process;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(SCREENS);
        Path place = Files.createDirectories(apache.place().resolve(apache.test() + "-desktop"));
        ProcessBuilder session = new ProcessBuilder(
                        "xvfb-run",
                        "--auto-servernum",
                        "--server-args=-screen 0 1100x760x24",
                        "dbus-run-session",
                        "--",
                        "sh",
                        OrderedProcess.script("desktop.sh").toString())
                .redirectError(place.resolve("errors.log").toFile());
        session.environment().put("HOME", place.toString());
        session.environment().put("XDG_CONFIG_HOME", place.resolve("config").toString());
        desktop = OrderedProcess.start(session);
        display = desktop.said("DISPLAY=");
        authority = desktop.said("XAUTHORITY=");
        bus = desktop.said("DBUS_SESSION_BUS_ADDRESS=");
        client = new Client(apache.place(), apache.test(), apache.url().toString());
        navette = new RunningClient(client);
        process = client.start(
                Map.of(
                        "DISPLAY", display,
                        "XAUTHORITY", authority,
                        "DBUS_SESSION_BUS_ADDRESS", bus,
                        "LC_ALL", "C.UTF-8"),
                List.of("--background"));
        Waiting.until(
                "the running Navette",
                () -> navette.json("status").get("running").getAsBoolean());
    }

    @AfterEach
    void stop() throws Exception {
        process.destroy();
        process.waitFor(30, TimeUnit.SECONDS);
        desktop.end();
    }

    private BufferedImage shot(String name) throws IOException {
        Path file = SCREENS.resolve(name + ".png").toAbsolutePath();
        desktop.order("shot " + file);
        return ImageIO.read(file.toFile());
    }

    /** How many pixels of the panel have about that colour. */
    private int pixels(String name, Color colour) throws IOException {
        BufferedImage screen = shot(name);
        int count = 0;
        for (int y = 0; y < PANEL; y++) {
            for (int x = 0; x < screen.getWidth(); x++) {
                count += isAbout(new Color(screen.getRGB(x, y)), colour) ? 1 : 0;
            }
        }
        return count;
    }

    /** What part of the screen has about that colour. */
    private static double share(BufferedImage screen, Color colour) {
        int count = 0;
        for (int y = 0; y < screen.getHeight(); y++) {
            for (int x = 0; x < screen.getWidth(); x++) {
                count += isAbout(new Color(screen.getRGB(x, y)), colour) ? 1 : 0;
            }
        }
        return (double) count / (screen.getWidth() * screen.getHeight());
    }

    private static boolean isAbout(Color pixel, Color colour) {
        int apart = Math.abs(pixel.getRed() - colour.getRed())
                + Math.abs(pixel.getGreen() - colour.getGreen())
                + Math.abs(pixel.getBlue() - colour.getBlue());
        return apart < 12;
    }

    private void untilSeen(String name, Color colour) throws Exception {
        Waiting.until("pixels of " + name, () -> pixels("tray-" + name, colour) > 20);
    }

    @Test
    void theIconShowsTheStateAndTheMenuWorks() throws Exception {
        client.write("a.txt", "a");
        navette.add();
        RunningClient.untilThere(apache.share().resolve("a.txt"), "a");
        Waiting.until("a notification", () -> isBelowPanel(shot("tray-notification"), 450));
        navette.untilState("idle");
        untilSeen("in-step", TEAL);
        assertEquals(0, pixels("tray-in-step", GREY));

        navette.command("pause");
        untilSeen("paused", PAUSE);
        navette.command("resume");
        navette.untilState("idle");
        apache.server().stop();
        client.write("a.txt", "b");
        untilSeen("offline", GREY);
        apache.server().startAgain();
        RunningClient.untilThere(apache.share().resolve("a.txt"), "b");
        navette.untilState("idle");
        untilSeen("in-step-again", TEAL);

        // With the mouse and the keyboard, as a person does: the last entry but one line is to quit.
        desktop.order("click 20 20");
        Waiting.until("the open menu", () -> isBelowPanel(shot("tray-menu"), 0));
        for (int i = 0; i < 3; i++) {
            desktop.order("key Up");
        }
        desktop.order("key Return");
        Waiting.until("the window", () -> share(shot("window"), WHITE) > 0.3);
        desktop.order("click 20 20");
        Waiting.until("the open menu", () -> isBelowPanel(shot("tray-menu-again"), 0));
        desktop.order("key Up");
        desktop.order("key Return");
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "quit by the menu");
        assertEquals(0, process.exitValue());
    }

    @Test
    void theDemonstrationOpensInAWindowWithAConflictWaiting() throws Exception {
        Process demo = client.start(
                Map.of(
                        "DISPLAY", display,
                        "XAUTHORITY", authority,
                        "DBUS_SESSION_BUS_ADDRESS", bus,
                        "LC_ALL", "C.UTF-8"),
                List.of("demo"));
        try (var said = demo.inputReader(StandardCharsets.UTF_8)) {
            String text = said.readLine() + said.readLine();
            Path place = Path.of(text.replaceAll("(?s).*?(/\\S*navette-demo-\\w+).*", "$1"));
            Waiting.until("the window", () -> share(shot("demo"), WHITE) > 0.3);
            Waiting.until("two versions", () -> {
                try (var files = Files.walk(place.resolve("Association"))) {
                    return files.anyMatch(file -> file.toString().contains("(conflict "));
                } catch (UncheckedIOException changing) {
                    return false;
                }
            });
            Waiting.until("the conflict, to be seen", () -> amber(shot("demo")) > 10);
            demo.destroy();
            assertTrue(demo.waitFor(30, TimeUnit.SECONDS), "ends");
            assertEquals(0, demo.exitValue());
            MoreFiles.deleteRecursively(place, RecursiveDeleteOption.ALLOW_INSECURE);
        } finally {
            demo.destroyForcibly();
        }
    }

    /** How many pixels are rather amber, the colour of what needs somebody. */
    private static int amber(BufferedImage screen) {
        int count = 0;
        for (int y = 0; y < screen.getHeight(); y++) {
            for (int x = 0; x < screen.getWidth(); x++) {
                Color pixel = new Color(screen.getRGB(x, y));
                boolean rather = pixel.getRed() > pixel.getGreen() && pixel.getRed() - pixel.getBlue() > 60;
                count += rather ? 1 : 0;
            }
        }
        return count;
    }

    /** Whether there is something below the panel, in the half of the screen that begins there. */
    private static boolean isBelowPanel(BufferedImage screen, int left) {
        int background = screen.getRGB(screen.getWidth() / 2, screen.getHeight() - 1);
        for (int y = PANEL + 10; y < screen.getHeight() / 2; y++) {
            for (int x = left; x < left + screen.getWidth() / 2; x++) {
                if (screen.getRGB(x, y) != background) {
                    return true;
                }
            }
        }
        return false;
    }
}
