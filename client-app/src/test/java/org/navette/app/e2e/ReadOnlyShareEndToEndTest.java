// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.NeedsServer;
import org.navette.testserver.RewritingProxy;
import org.navette.testserver.RewritingProxy.Message;

/** Shares that may only be read, each of which says so in its own way. */
@Tag("thorough")
@NeedsServer(ApacheServer.PROGRAM)
class ReadOnlyShareEndToEndTest {
    @RegisterExtension
    private static final ApacheExtension apache = new ApacheExtension();

    @ParameterizedTest
    @ValueSource(
            strings = {"405 Method Not Allowed", "403 Forbidden", "501 Not Implemented", "401 Unauthorized", "507 Full"
            })
    void isReceivedFromWhateverItAnswersToWrites(String refusal) throws Exception {
        try (RewritingProxy proxy = RewritingProxy.before(apache.url())) {
            proxy.rule((request, server) -> request.start().matches("(PUT|MKCOL|MOVE|DELETE|PROPPATCH|LOCK|PATCH) .*")
                    ? Message.answer(refusal, "text/plain", "this share is read-only")
                    : server.ask(request));
            Client client = new Client(
                    apache.place(),
                    "status-" + refusal.substring(0, 3),
                    proxy.url(apache.url()).toString());
            Client.write(apache.share(), "folder/theirs.txt", "theirs\n");
            client.write("mine.txt", "mine\n");
            client.write("new folder/inner.txt", "inner\n");
            Client.Run run = client.sync();
            assertEquals(1, run.exit(), run.out() + run.err());
            assertEquals("theirs\n", Files.readString(client.file("folder/theirs.txt")));
            assertTrue(run.err().contains("mine.txt"), run.err());
            assertTrue(run.err().contains("new folder"), run.err());

            Client.write(apache.share(), "folder/theirs.txt", "theirs, edited\n");
            client.sync();
            assertEquals("theirs, edited\n", Files.readString(client.file("folder/theirs.txt")));
            assertEquals("mine\n", Files.readString(client.file("mine.txt")));
            assertEquals("inner\n", Files.readString(client.file("new folder/inner.txt")));
        }
    }
}
