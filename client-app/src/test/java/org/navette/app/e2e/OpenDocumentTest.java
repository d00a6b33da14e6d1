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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.NeedsServer;

/** Two people and one document, on a real server with locks. */
@Tag("thorough")
@NeedsServer(ApacheServer.PROGRAM)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OpenDocumentTest {
    @RegisterExtension
    private static final ApacheExtension apache = new ApacheExtension();

    private static final String EDITOR = ".~lock.Budget été.ods#";

    @RegisterExtension
    private final RunningClients running = new RunningClients();

    private static int put(OtherClient other) throws Exception {
        return other.status("PUT", "Budget%20%C3%A9t%C3%A9.ods", "by another client");
    }

    private static String locks(OtherClient other) throws Exception {
        return other.does("PROPFIND", "Budget%20%C3%A9t%C3%A9.ods", "", "Depth", "0");
    }

    private void untilDocument(RunningClient navette, String what, boolean ours) throws Exception {
        Waiting.until(what, () -> {
            List<JsonObject> documents = all(navette.status(), "documents");
            return documents.size() == 1 && documents.getFirst().has("holder") != ours;
        });
    }

    @Test
    void aDocumentThatIsOpenHereIsLockedThereSavedAndGivenBack() throws Exception {
        OtherClient other = new OtherClient(apache.url());
        Client client = new Client(apache.place(), apache.test(), apache.url().toString());
        RunningClient navette = running.start(client);
        client.write("Budget été.ods", "first");
        Path there = apache.share().resolve("Budget été.ods");
        untilThere(there, "first");
        navette.untilState("idle");

        client.write(EDITOR, ",marie,portable,25.11.2026 14:00,file:///home/marie;");
        untilDocument(navette, "our lock", true);
        assertEquals(423, put(other), "nobody else may write now");
        assertTrue(locks(other).contains(ApacheServer.USER + " ("), "the holder is named to those who ask");
        client.write("Budget été.ods", "saved while it is open");
        untilThere(there, "saved while it is open");
        assertEquals(423, put(other));
        // A large one goes by a temporary name and MOVE, which costs the lock; it is taken again.
        String large = "saved while it is open" + " ".repeat(3_000_000);
        client.write("Budget été.ods", large);
        untilThere(there, large);
        Waiting.until("it is locked again", () -> locks(other).contains(ApacheServer.USER + " ("));
        assertEquals(423, put(other));

        // Saved once more and closed at once, as people do: what was saved is there before others may write.
        client.write("Budget été.ods", "saved at the end");
        Files.delete(client.file(EDITOR));
        untilThere(there, "saved at the end");
        Waiting.until("it is given back", () -> put(other) < 300);
        assertTrue(all(navette.status(), "documents").isEmpty());
        untilThere(client.file("Budget été.ods"), "by another client");
    }

    @Test
    void aDocumentThatSomebodyElseHasOpenIsShownWithItsHolder() throws Exception {
        Client one =
                new Client(apache.place(), apache.test() + "-one", apache.url().toString());
        Client two =
                new Client(apache.place(), apache.test() + "-two", apache.url().toString());
        RunningClient first = running.start(one);
        RunningClient second = running.start(two);
        one.write("Budget été.ods", "first");
        untilThere(two.file("Budget été.ods"), "first");
        one.write(EDITOR, "x");
        untilDocument(first, "the first one's lock", true);

        two.write(EDITOR, "y");
        untilDocument(second, "who has it open", false);
        JsonObject document = all(second.status(), "documents").getFirst();
        assertTrue(document.get("holder").getAsString().startsWith(ApacheServer.USER + " ("), document.toString());
        assertTrue(second.command("status").out().matches("(?s).*" + ApacheServer.USER + " \\(.*\\) is working on .*"));
        Waiting.until(
                "a line about it",
                () -> second.command("log").out().matches("(?s).*" + ApacheServer.USER + " \\(.*\\) is working on .*"));

        // Killed with its lock: whoever starts again takes it up, and gives it back once the document is closed.
        first.kill();
        Files.delete(one.file(EDITOR));
        first.start();
        untilDocument(second, "the lock, free again, is the second one's", true);
        assertFalse(all(first.status(), "documents").stream().anyMatch(d -> d.has("holder")));
    }
}
