// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.navette.app.e2e.RunningClient.all;
import static org.navette.app.e2e.RunningClient.untilThere;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.NeedsServer;

/** What NetworkManager, UPower and logind say over a real bus, and what a running Navette makes of it. */
@NeedsServer("/usr/lib/python3/dist-packages/dbusmock/__init__.py")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SystemSignalsTest {
    @RegisterExtension
    private static final ApacheExtension apache = new ApacheExtension();

    private Process bus;
    private BufferedReader said;
    private Writer orders;
    private Client client;
    private RunningClient navette;

    @BeforeEach
    void start() throws Exception {
        Path script = Path.of(
                Objects.requireNonNull(getClass().getResource("/system-bus.py")).toURI());
        bus = new ProcessBuilder("/usr/bin/python3", script.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        said = bus.inputReader(StandardCharsets.UTF_8);
        orders = bus.outputWriter(StandardCharsets.UTF_8);
        client = new Client(apache.place(), apache.test(), apache.url().toString());
        navette = new RunningClient(client);
        navette.environment("DBUS_SYSTEM_BUS_ADDRESS", untilSaid("unix:"));
    }

    @AfterEach
    void stop() throws Exception {
        navette.stop();
        orders.close();
        bus.waitFor(10, TimeUnit.SECONDS);
        bus.destroyForcibly();
    }

    /** The players talk, too. */
    private String untilSaid(String beginning) throws IOException {
        String line = said.readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = said.readLine();
        }
        return Objects.requireNonNull(line, "the bus did not start");
    }

    private void order(String order) throws IOException {
        orders.write(order + "\n");
        orders.flush();
        untilSaid("done");
    }

    private Duration untilNextLook() throws Exception {
        return Duration.between(
                Instant.now(), Instant.parse(navette.status().get("nextLook").getAsString()));
    }

    @Test
    void onALineThatIsPaidByVolumeWhatIsLargeWaits() throws Exception {
        order("metered 1");
        navette.start();
        navette.add();
        navette.command("settings", "network.metered-limit", "1k");
        client.write("large.bin", "x".repeat(5000));
        client.write("small.txt", "small");
        untilThere(apache.share().resolve("small.txt"), "small");
        Waiting.until("a word about it", () -> all(navette.status(), "problems").size() == 1);
        assertEquals(
                "TooLargeForNow",
                all(navette.status(), "problems").getFirst().get("failure").getAsString());
        assertFalse(Files.exists(apache.share().resolve("large.bin")));
        order("metered 2");
        untilThere(apache.share().resolve("large.bin"), "x".repeat(5000));
    }

    @Test
    void afterSleepAndWhenTheNetworkIsBackItLooksAtOnce() throws Exception {
        navette.start();
        navette.add();
        navette.command("settings", "folder.Asso.every", "1h");
        Waiting.until(
                "a long time until the next look",
                () -> navette.status().has("nextLook") && untilNextLook().toMinutes() > 50);
        Files.writeString(apache.share().resolve("a.txt"), "written while it slept");
        order("sleep 1");
        order("sleep 0");
        untilThere(client.file("a.txt"), "written while it slept");

        order("state 20");
        navette.untilState("idle");
        Files.writeString(apache.share().resolve("b.txt"), "written while there was no network");
        order("state 70");
        untilThere(client.file("b.txt"), "written while there was no network");
    }

    @Test
    void withoutABusNothingIsMissing() throws Exception {
        navette.environment("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent/bus");
        navette.start();
        navette.add();
        client.write("a.txt", "a");
        untilThere(apache.share().resolve("a.txt"), "a");
    }
}
