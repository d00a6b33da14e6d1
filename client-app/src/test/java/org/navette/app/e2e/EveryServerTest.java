// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.navette.testserver.DavServer;
import org.navette.testserver.OtherClient;
import org.navette.testserver.ServerKind;

/** Two clients, as their users run them, at every server: whatever they do, both have the same in the end. */
@Tag("thorough")
class EveryServerTest {
    private static final int MOST_SYNCS_TO_SETTLE = 8;

    @TempDir
    Path place;

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void twoClientsConvergeAndNothingIsLost(ServerKind kind) throws Exception {
        kind.assumeInstalled();
        // The server runs as another user, and passes through.
        DavServer.openDirectory(place);
        try (DavServer server = kind.start(place.resolve("server"))) {
            String url = server.newShare("shared").toString();
            Client one = new Client(place, "one", url);
            Client two = new Client(place, "two", url);
            Scribe scribe = new Scribe(kind.name().hashCode());
            for (int i = 0; i < 9; i++) {
                for (int burst = 0; burst < 4; burst++) {
                    scribe.work(one.folder(), "one");
                    scribe.work(two.folder(), "two");
                }
                sync(one, server);
                sync(two, server);
            }
            assertTrue(scribe.deeds() >= 200, scribe.deeds() + " deeds");
            for (int i = 0; !one.tree().equals(two.tree()) && i < MOST_SYNCS_TO_SETTLE; i++) {
                sync(one, server);
                sync(two, server);
            }
            SortedMap<String, String> tree = one.tree();
            assertEquals(tree, two.tree());
            assertEquals(tree, Client.tree(server.share().resolve("shared")), "what the server has is what both have");
            try (OtherClient other = new OtherClient(URI.create(url))) {
                assertEquals(tree, other.tree(), "and what another program sees");
            }
            List<String> wrong =
                    scribe.check(tree, List.of(one.file(".navette/versions"), two.file(".navette/versions")));
            assertEquals(List.of(), wrong);
        }
    }

    private static void sync(Client client, DavServer server) throws IOException, InterruptedException {
        Client.Run run = server.asksForPassword()
                ? client.sync("--quiet", "--accept-deletions")
                : Client.finish(client.start(
                        java.util.Map.of(),
                        List.of("sync", client.folder().toString(), client.url(), "--quiet", "--accept-deletions")));
        assertEquals(0, run.exit(), run.out() + run.err());
    }
}
