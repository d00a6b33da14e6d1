// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.navette.app.e2e.RunningClient.all;
import static org.navette.app.e2e.RunningClient.untilThere;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.NeedsServer;

/** A backup to a server, and a regular copy of what is online: the other side is never changed. */
@Tag("thorough")
@NeedsServer(ApacheServer.PROGRAM)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OneWayEndToEndTest {
    @RegisterExtension
    private static final ApacheExtension apache = new ApacheExtension();

    private Client client;
    private RunningClient navette;
    private Path there;

    @BeforeEach
    void start() throws Exception {
        client = new Client(apache.place(), apache.test(), apache.url().toString());
        navette = new RunningClient(client);
        navette.start();
        there = apache.share();
    }

    @AfterEach
    void stop() throws Exception {
        navette.stop();
    }

    @Test
    void aBackupFollowsThisComputerAndChangesNothingHere() throws Exception {
        Files.writeString(there.resolve("same.txt"), "same");
        Files.writeString(there.resolve("other.txt"), "theirs");
        client.write("same.txt", "same");
        client.write("other.txt", "mine");
        for (String name : List.of("edited", "deleted", "renamed", "lost-there", "changed-there")) {
            client.write(name + ".txt", name);
        }
        navette.add("--mode", "upload");
        untilThere(there.resolve("renamed.txt"), "renamed");
        navette.passed();
        Files.writeString(there.resolve("theirs-alone.txt"), "theirs alone");
        Files.writeString(there.resolve("changed-there.txt"), "changed by somebody there");
        Files.delete(there.resolve("lost-there.txt"));
        client.write("edited.txt", "edited here");
        Files.delete(client.file("deleted.txt"));
        Files.move(client.file("renamed.txt"), client.file("renamed here.txt"));
        SortedMap<String, String> before = client.tree();
        navette.passed();

        assertEquals(before, client.tree(), "nothing here has changed");
        assertEquals(
                new TreeMap<>(Map.of(
                        "same.txt", "same",
                        "other.txt", "theirs",
                        "edited.txt", "edited here",
                        "renamed here.txt", "renamed",
                        "lost-there.txt", "lost-there",
                        "changed-there.txt", "changed by somebody there",
                        "theirs-alone.txt", "theirs alone")),
                Client.tree(there));
        client.write("changed-there.txt", "and changed here");
        navette.passed();
        assertEquals("changed by somebody there", Files.readString(there.resolve("changed-there.txt")));
        assertEquals("and changed here", Files.readString(client.file("changed-there.txt")));
        List<String> told = all(navette.status(), "problems").stream()
                .map(problem -> problem.get("path").getAsString() + " "
                        + problem.get("failure").getAsString())
                .toList();
        assertTrue(told.contains("changed-there.txt ChangedThere"), told.toString());
        assertTrue(told.contains("other.txt ChangedThere"), told.toString());
    }

    @Test
    void aRegularCopyFollowsTheServerAndChangesNothingThere() throws Exception {
        for (String name : List.of("edited", "deleted", "deleted-here", "edited-here", "both")) {
            Files.writeString(there.resolve(name + ".txt"), name);
        }
        client.write("mine-alone.txt", "mine alone");
        navette.add("--mode", "download");
        untilThere(client.file("both.txt"), "both");
        navette.passed();
        Files.writeString(there.resolve("edited.txt"), "edited there");
        Files.delete(there.resolve("deleted.txt"));
        Files.writeString(there.resolve("both.txt"), "both, there");
        client.write("both.txt", "both, here, a word longer");
        client.write("edited-here.txt", "edited here");
        Files.delete(client.file("deleted-here.txt"));
        SortedMap<String, String> before = Client.tree(there);
        navette.passed();
        untilThere(client.file("deleted-here.txt"), "deleted-here");

        assertEquals(before, Client.tree(there), "nothing there has changed");
        SortedMap<String, String> here = client.tree();
        assertEquals("edited there", here.get("edited.txt"));
        assertFalse(here.containsKey("deleted.txt"));
        assertEquals("edited here", here.get("edited-here.txt"));
        assertEquals("mine alone", here.get("mine-alone.txt"));
        assertEquals("both, there", here.get("both.txt"));
        assertTrue(here.containsValue("both, here, a word longer"), here.keySet() + ": kept as a copy");
        JsonObject status = navette.status();
        assertEquals("idle", status.get("state").getAsString(), status.toString());
    }
}
