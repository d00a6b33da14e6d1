// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.NeedsServer;

/** The icon in a real panel on a real display, seen by its pixels, and its menu worked with the mouse and the keyboard. */
@NeedsServer("/usr/bin/xfce4-panel")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TrayTest {
    private static final Path SCREENS = Path.of("target", "screens");
    private static final Color TEAL = new Color(0x0f8f8b);
    private static final Color GREY = new Color(0x7b858f);
    private static final Color PAUSE = new Color(0x5b6570);
    private static final int PANEL = 48;

    @RegisterExtension
    private static final ApacheExtension apache = new ApacheExtension();

    private OrderedProcess desktop;
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
                        "--server-args=-screen 0 900x600x24",
                        "dbus-run-session",
                        "--",
                        "sh",
                        OrderedProcess.script("desktop.sh").toString())
                .redirectError(place.resolve("errors.log").toFile());
        session.environment().put("HOME", place.toString());
        session.environment().put("XDG_CONFIG_HOME", place.resolve("config").toString());
        desktop = OrderedProcess.start(session);
        client = new Client(apache.place(), apache.test(), apache.url().toString());
        navette = new RunningClient(client);
        process = client.start(
                Map.of(
                        "DISPLAY", desktop.said("DISPLAY="),
                        "DBUS_SESSION_BUS_ADDRESS", desktop.said("DBUS_SESSION_BUS_ADDRESS="),
                        "LC_ALL", "C.UTF-8"),
                List.of());
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
                Color pixel = new Color(screen.getRGB(x, y));
                int apart = Math.abs(pixel.getRed() - colour.getRed())
                        + Math.abs(pixel.getGreen() - colour.getGreen())
                        + Math.abs(pixel.getBlue() - colour.getBlue());
                count += apart < 12 ? 1 : 0;
            }
        }
        return count;
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
        desktop.order("key Up");
        desktop.order("key Return");
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "quit by the menu");
        assertEquals(0, process.exitValue());
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
