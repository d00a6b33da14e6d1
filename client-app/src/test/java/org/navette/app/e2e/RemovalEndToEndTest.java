// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.navette.testserver.FakeDav;

/** {@code remove --delete-local}, by a running Navette and without one. */
@Tag("thorough")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RemovalEndToEndTest {
    @TempDir
    private Path place;

    private FakeDav server;
    private Client client;
    private RunningClient running;

    @BeforeEach
    void start() throws IOException {
        server = FakeDav.start(Set.of());
        client = new Client(place, "marie", server.url().toString());
        running = new RunningClient(client);
    }

    @AfterEach
    void stop() throws Exception {
        running.stop();
        server.close();
    }

    private void syncedAndPaused() throws Exception {
        running.start();
        client.write("a.txt", "1");
        running.add();
        Waiting.until("what is sent", () -> server.content("/a.txt").equals(Optional.of("1")));
        running.untilState("idle");
        running.command("pause", "Asso");
        running.untilState("paused");
    }

    private Client.Run remove(String... more) throws Exception {
        String[] arguments = new String[3 + more.length];
        System.arraycopy(new String[] {"remove", "Asso", "--delete-local"}, 0, arguments, 0, 3);
        System.arraycopy(more, 0, arguments, 3, more.length);
        return client.run(Map.of(), arguments);
    }

    @Test
    void whatIsOnTheServerGoesAndTheRestIsKeptAndNamed() throws Exception {
        syncedAndPaused();
        client.write("only-here.txt", "2");
        Client.Run kept = remove();
        assertEquals(1, kept.exit(), kept.err());
        assertTrue(kept.err().contains("only-here.txt: it was never sent to the server"), kept.err());
        assertTrue(kept.out().contains("1 file was deleted here"), kept.out());
        assertEquals("2", Files.readString(client.file("only-here.txt")));
        assertFalse(Files.exists(client.file("a.txt")));
        assertFalse(Files.exists(client.file(".navette")));
        assertEquals(Optional.of("1"), server.content("/a.txt"));
        assertTrue(running.json("status").getAsJsonArray("folders").isEmpty());
    }

    @Test
    void aServerThatIsDownDeletesNothingAndTheFolderStays() throws Exception {
        syncedAndPaused();
        server.close();
        Client.Run refused = remove("--delete-unsynced");
        assertEquals(4, refused.exit(), refused.err());
        assertTrue(refused.err().contains("Nothing was deleted here"), refused.err());
        assertEquals("1", Files.readString(client.file("a.txt")));
        assertEquals(1, running.json("status").getAsJsonArray("folders").size());
    }

    @Test
    void aShareThatWasEmptiedTakesNothingAlong() throws Exception {
        syncedAndPaused();
        server.move("/a.txt", "/moved.txt");
        Client.Run kept = remove();
        assertEquals(1, kept.exit(), kept.err());
        assertTrue(kept.err().contains("a.txt: it is no longer on the server"), kept.err());
        assertEquals("1", Files.readString(client.file("a.txt")));
    }

    @Test
    void theSecondWordDeletesTheRestAsWellAndOnlyTogetherWithTheFirst() throws Exception {
        syncedAndPaused();
        client.write("only-here.txt", "2");
        Client.Run alone = client.run(Map.of(), "remove", "Asso", "--delete-unsynced");
        assertEquals(2, alone.exit(), alone.err());
        assertEquals("2", Files.readString(client.file("only-here.txt")));
        Client.Run all = remove("--delete-unsynced", "--json");
        assertEquals(0, all.exit(), all.err());
        JsonObject result = JsonParser.parseString(all.out()).getAsJsonObject();
        assertTrue(result.get("localDeleted").getAsBoolean());
        assertEquals(2, result.get("deleted").getAsInt());
        assertFalse(Files.exists(client.folder()));
    }

    @Test
    void withoutARunningNavetteTheServerIsAskedAsWell() throws Exception {
        syncedAndPaused();
        running.stop();
        Client.Run done = remove();
        assertEquals(0, done.exit(), done.err());
        assertFalse(Files.exists(client.folder()));
        assertEquals(Optional.of("1"), server.content("/a.txt"));
    }
}
