// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.navette.app.e2e.RunningClient.untilThere;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.FakeDav;
import org.navette.testserver.FakeFeature;
import org.navette.testserver.FakePush;

/** What a running Navette asks, who may talk to it, and what it hears of by itself: real processes, a real socket, a real server. */
@Tag("thorough")
class ControlQuestionsEndToEndTest extends ControlledNavette {
    @Test
    void heldDeletionsAreAskedAboutAndAnswered() throws Exception {
        startWatching();
        for (int i = 0; i < 60; i++) {
            client.write("f" + i, "content " + i);
        }
        add();
        Waiting.until("all of them", () -> children(apache.share()) == 60);
        untilState("idle");
        for (int i = 0; i < 60; i++) {
            Files.delete(client.file("f" + i));
        }
        untilState("needs-decision");
        assertEquals(60, status().getAsJsonArray("held").size());
        Client.Run status = client.run(Map.of(), "status");
        assertEquals(3, status.exit());
        assertTrue(status.out().contains("60 items would be deleted"), status.out());
        assertEquals(60, children(apache.share()));
        command("sync-now", "Asso", "--undo-deletions");
        Waiting.until("they are back", () -> Files.exists(client.file("f59")) && Files.exists(client.file("f0")));
        untilState("idle");
        for (int i = 0; i < 60; i++) {
            Files.delete(client.file("f" + i));
        }
        untilState("needs-decision");
        command("sync-now", "Asso", "--accept-deletions");
        Waiting.until("they are gone", () -> children(apache.share()) == 0);
    }

    @Test
    void aPasswordThatIsWrongIsAskedForOnceAndTakenUpWhenThereIsAnother() throws Exception {
        startWatching();
        client.write("a.txt", "1");
        Client.Run run = client.run(
                Map.of("NAVETTE_PASSWORD", "wrong"),
                "add",
                client.folder().toString(),
                client.url(),
                "--name",
                "Asso",
                "--user",
                ApacheServer.USER);
        assertEquals(0, run.exit(), run.err());
        untilState("needs-password");
        long asked = apache.server().requestsSoFar();
        client.write("b.txt", "2");
        Waiting.until(
                "two changes waiting",
                () -> status().getAsJsonObject("waiting").get("changes").getAsInt() == 2);
        assertEquals(asked, apache.server().requestsSoFar(), "the wrong password was tried once");
        assertEquals(5, client.run(Map.of(), "status").exit());

        Client.Run login = client.run(
                Map.of("NAVETTE_PASSWORD", ApacheServer.PASSWORD), "login", client.url(), "--user", ApacheServer.USER);
        assertEquals(0, login.exit(), login.err());
        untilThere(apache.share().resolve("b.txt"), "2");
        untilState("idle");
    }

    /** With an hour between two looks, only being told explains that it comes. */
    @Test
    void aServerThatTellsOfChangesIsHeard() throws Exception {
        try (FakeDav files = FakeDav.start(
                        Set.of(FakeFeature.OWNCLOUD_PROPERTIES, FakeFeature.PROPAGATING_ETAGS, FakeFeature.PUSH));
                FakePush push = FakePush.before(files)) {
            client = new Client(apache.place(), apache.test(), push.url().toString());
            running = new RunningClient(client);
            running.start();
            add("--every", "1h");
            untilState("idle");
            Waiting.until("somebody who listens", () -> push.clients() == 1);
            files.put("/told.txt", "told");
            push.changed();
            untilThere(client.file("told.txt"), "told");
            assertTrue(command("traffic").out().contains("WEBSOCKET"), "and it is on the list of what left");
            files.put("/missed.txt", "looked at again when it ends");
            push.hangUp();
            untilThere(client.file("missed.txt"), "looked at again when it ends");
        }
    }

    @Test
    void withoutADesktopItGoesOnWithoutAnIconAndSaysSo() throws Exception {
        Process process = client.start(Map.of(), List.of());
        Waiting.until("the running Navette", () -> json("status").get("running").getAsBoolean());
        String said = process.errorReader(StandardCharsets.UTF_8).readLine();
        assertTrue(said.contains("goes on without one"), said);
        process.destroy();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
    }

    @Test
    void onlyItsOwnerMayTalkToIt() throws Exception {
        startWatching();
        Path run = client.home().resolve("run");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(run)));
    }
}
