// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.navette.app.e2e.RunningClient.all;
import static org.navette.app.e2e.RunningClient.untilThere;

import com.github.sardine.impl.SardineException;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
import org.navette.testserver.OtherClient;

/** Two people and one document, on a real server with locks. */
@Tag("thorough")
@NeedsServer(ApacheServer.PROGRAM)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OpenDocumentTest {
    @RegisterExtension
    private static final ApacheExtension apache = new ApacheExtension();

    private static final String DOCUMENT = "Budget été.ods";
    private static final String EDITOR = ".~lock.Budget été.ods#";

    @RegisterExtension
    private final RunningClients running = new RunningClients();

    private OtherClient other;

    @BeforeEach
    void joinedByAnotherProgram() {
        other = new OtherClient(apache.url());
    }

    @AfterEach
    void left() throws IOException {
        other.close();
    }

    private boolean mayWrite() throws IOException {
        try {
            other.write(DOCUMENT, "by another client");
            return true;
        } catch (SardineException refused) {
            assertEquals(423, refused.getStatusCode());
            return false;
        }
    }

    private boolean isLockedByUs() throws IOException {
        return other.holder(DOCUMENT)
                .filter(holder -> holder.startsWith(ApacheServer.USER + " ("))
                .isPresent();
    }

    private void untilDocument(RunningClient navette, String what, boolean ours) throws Exception {
        Waiting.until(what, () -> {
            List<JsonObject> documents = all(navette.status(), "documents");
            return documents.size() == 1 && documents.getFirst().has("holder") != ours;
        });
    }

    @Test
    void aDocumentThatIsOpenHereIsLockedThereSavedAndGivenBack() throws Exception {
        Client client = new Client(apache.place(), apache.test(), apache.url().toString());
        RunningClient navette = running.start(client);
        client.write(DOCUMENT, "first");
        Path there = apache.share().resolve(DOCUMENT);
        untilThere(there, "first");
        navette.untilState("idle");

        client.write(EDITOR, ",marie,portable,25.11.2026 14:00,file:///home/marie;");
        untilDocument(navette, "our lock", true);
        assertFalse(mayWrite(), "nobody else may write now");
        assertTrue(isLockedByUs(), "the holder is named to those who ask");
        client.write(DOCUMENT, "saved while it is open");
        untilThere(there, "saved while it is open");
        assertFalse(mayWrite());
        // A large one goes by a temporary name and MOVE, which costs the lock; it is taken again.
        String large = "saved while it is open" + " ".repeat(3_000_000);
        client.write(DOCUMENT, large);
        untilThere(there, large);
        Waiting.until("it is locked again", this::isLockedByUs);
        assertFalse(mayWrite());

        // Saved once more and closed at once, as people do: what was saved is there before others may write.
        client.write(DOCUMENT, "saved at the end");
        Files.delete(client.file(EDITOR));
        untilThere(there, "saved at the end");
        Waiting.until("it is given back", this::mayWrite);
        assertTrue(all(navette.status(), "documents").isEmpty());
        untilThere(client.file(DOCUMENT), "by another client");
    }

    @Test
    void aDocumentThatSomebodyElseHasOpenIsShownWithItsHolder() throws Exception {
        Client one =
                new Client(apache.place(), apache.test() + "-one", apache.url().toString());
        Client two =
                new Client(apache.place(), apache.test() + "-two", apache.url().toString());
        RunningClient first = running.start(one);
        RunningClient second = running.start(two);
        one.write(DOCUMENT, "first");
        untilThere(two.file(DOCUMENT), "first");
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
