// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.navette.app.e2e.RunningClient.all;
import static org.navette.app.e2e.RunningClient.untilThere;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.NeedsServer;

/** What NetworkManager, UPower and logind say over a real bus, and what a running Navette makes of it. */
@Tag("thorough")
@NeedsServer("/usr/lib/python3/dist-packages/dbusmock/__init__.py")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SystemSignalsTest {
    @RegisterExtension
    private static final ApacheExtension apache = new ApacheExtension();

    private OrderedProcess bus;
    private Client client;
    private RunningClient navette;

    @BeforeEach
    void start() throws Exception {
        bus = OrderedProcess.start(new ProcessBuilder(
                        "/usr/bin/python3",
                        OrderedProcess.script("system-bus.py").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT));
        client = new Client(apache.place(), apache.test(), apache.url().toString());
        navette = new RunningClient(client);
        navette.environment("DBUS_SYSTEM_BUS_ADDRESS", "unix:" + bus.said("unix:"));
    }

    @AfterEach
    void stop() throws Exception {
        navette.stop();
        bus.end();
    }

    private Duration untilNextLook() throws Exception {
        return Duration.between(
                Instant.now(), Instant.parse(navette.status().get("nextLook").getAsString()));
    }

    @Test
    void onALineThatIsPaidByVolumeWhatIsLargeWaits() throws Exception {
        bus.order("metered 1");
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
        bus.order("metered 2");
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
        bus.order("sleep 1");
        bus.order("sleep 0");
        untilThere(client.file("a.txt"), "written while it slept");

        bus.order("state 20");
        navette.untilState("idle");
        Files.writeString(apache.share().resolve("b.txt"), "written while there was no network");
        bus.order("state 70");
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
