// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.navette.app.e2e.RunningClient.untilThere;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.FaultProxy;
import org.navette.testserver.NeedsServer;
import org.navette.testserver.OtherClient;

/** A traveller's laptop: the server is away for a while, or comes and goes, and people work on. */
@Tag("thorough")
@NeedsServer(ApacheServer.PROGRAM)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class OfflineEndToEndTest {
    private static final int FLIPS = 200;
    private static final long SEED = Long.getLong("kill.seed", System.currentTimeMillis());

    @RegisterExtension
    static final ApacheExtension apache = new ApacheExtension();

    @RegisterExtension
    private final RunningClients running = new RunningClients();

    @Test
    void whatIsDoneOnBothSidesWhileTheServerIsAwayComesTogether() throws Exception {
        Client client = new Client(apache.place(), apache.test(), apache.url().toString());
        RunningClient navette = running.start(client);
        for (String name : List.of("edited", "renamed", "deleted", "both", "theirs", "moved-there", "gone-there")) {
            client.write(name + ".txt", name);
        }
        client.write("folder/inside.txt", "inside");
        Waiting.until("all there", () -> Client.isSame(apache.share(), client.folder()));
        navette.untilState("idle");
        apache.server().stop();

        client.write("edited.txt", "edited, offline");
        Files.move(client.file("renamed.txt"), client.file("renamed offline.txt"));
        Files.move(client.file("folder"), client.file("folder offline"));
        Files.delete(client.file("deleted.txt"));
        client.write("both.txt", "both, offline");
        client.write("new.txt", "new");
        navette.untilState("offline");
        JsonObject status = navette.status();
        Waiting.until(
                "what waits",
                () -> navette.status().getAsJsonObject("waiting").get("changes").getAsInt() >= 6);
        assertTrue(Instant.parse(status.get("since").getAsString()).isBefore(Instant.now()), status.toString());
        assertTrue(status.get("sentence").getAsString().startsWith("Offline since "), status.toString());

        apache.server().startAgain();
        try (OtherClient other = new OtherClient(apache.url())) {
            other.write("both.txt", "both, with another client");
            other.write("theirs.txt", "theirs, with another client");
            other.move("moved-there.txt", "moved there.txt");
            other.delete("gone-there.txt");
            other.write("new-there.txt", "new there");
        }

        untilThere(apache.share().resolve("edited.txt"), "edited, offline");
        untilThere(client.file("new-there.txt"), "new there");
        Waiting.until("both sides equal", () -> Client.isSame(apache.share(), client.folder()));
        navette.untilState("idle");

        SortedMap<String, String> tree = client.tree();
        SortedMap<String, String> copies = new TreeMap<>(tree);
        copies.keySet().removeIf(name -> !name.startsWith("both ("));
        assertEquals(
                List.of("both, offline"),
                List.copyOf(copies.values()),
                tree.keySet().toString());
        tree.keySet().removeAll(copies.keySet());
        assertEquals(
                new TreeMap<>(Map.of(
                        "edited.txt", "edited, offline",
                        "renamed offline.txt", "renamed",
                        "folder offline/", "",
                        "folder offline/inside.txt", "inside",
                        "both.txt", "both, with another client",
                        "theirs.txt", "theirs, with another client",
                        "moved there.txt", "moved-there",
                        "new.txt", "new",
                        "new-there.txt", "new there")),
                tree);
        assertTrue(
                Client.tree(client.file(".navette/versions")).containsValue("gone-there"),
                "what was deleted there is kept here for a while");
    }

    @Test
    void aLineThatComesAndGoesTwoHundredTimesLosesNothing() throws Exception {
        Random chance = new Random(SEED);
        Scribe scribe = new Scribe(SEED);
        try (FaultProxy proxy = FaultProxy.before(apache.url(), SEED)) {
            String url = proxy.url(apache.url()).toString();
            Client one = new Client(apache.place(), apache.test() + "-one", url);
            Client two = new Client(apache.place(), apache.test() + "-two", url);
            running.start(one);
            running.start(two);
            for (int flip = 0; flip < FLIPS; flip++) {
                proxy.cut(flip % 2 == 0);
                scribe.work(one.folder(), "one");
                scribe.work(two.folder(), "two");
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20 + chance.nextInt(300)));
            }
            RunningClient.settle(apache.share(), running.all());
            SortedMap<String, String> there = Client.tree(apache.share());
            assertFalse(there.isEmpty());
            List<Path> versions = List.of(one.file(".navette/versions"), two.file(".navette/versions"));
            assertEquals(List.of(), scribe.check(there, versions), "kill.seed " + SEED);
        }
    }
}
