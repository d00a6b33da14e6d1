// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navette.app.provision.AdminServer;
import org.navette.app.provision.SigningKey;

/** Somebody announces a newer Navette, and somebody else would like to. */
@Tag("thorough")
class UpdateTest {
    private static final String NEWS = "version = \"99.1\"\npage = \"https://asso.example/navette/\"\n";

    @TempDir
    Path place;

    private final SigningKey key = new SigningKey();
    private RunningClient navette;
    private AdminServer server;

    UpdateTest() throws Exception {}

    @BeforeEach
    void running() throws Exception {
        server = new AdminServer(place);
        server.put("/navette.toml", NEWS);
        server.put("/navette.toml.sig", key.sign(NEWS));
        navette = new RunningClient(new Client(place, "marie", "https://unused.example/"));
        navette.start();
    }

    @AfterEach
    void end() throws Exception {
        navette.stop();
        server.close();
    }

    private JsonObject update() throws Exception {
        return navette.json("status").getAsJsonObject("update");
    }

    private void untilSaid(String words) throws Exception {
        Waiting.until(words, () -> update().get("sentence").getAsString().contains(words));
    }

    @Test
    void nobodyIsAskedUnlessSomebodySaysWhomAndByWhichKey() throws Exception {
        assertFalse(navette.json("status").has("update"));
        navette.command("settings", "update.ca-file", server.authority().toString());
        navette.command("settings", "update.url", server.url("/navette.toml"));
        untilSaid("“update.key” is not");
        assertEquals(List.of(), server.asked());

        navette.command("settings", "update.key", key.line());
        untilSaid("A newer version of Navette is available: 99.1. Get it at https://asso.example/navette/");
        assertEquals("99.1", update().get("version").getAsString());
        assertEquals(List.of("/navette.toml", "/navette.toml.sig"), server.asked());
        for (String header : server.headers()) {
            assertTrue(
                    List.of("Host", "User-agent: [Navette]", "Connection", "Accept-encoding").stream()
                            .anyMatch(header::startsWith),
                    "says something of who asks: " + header);
        }
        assertTrue(navette.command("status").out().contains("99.1"));
        assertTrue(navette.command("traffic").out().contains("Asked whether there is a newer Navette."));

        navette.command("settings", "update.url", "--unset");
        assertFalse(navette.json("status").has("update"));
    }

    @Test
    void whatIsNotOfThatKeyIsIgnored() throws Exception {
        navette.command("settings", "update.ca-file", server.authority().toString());
        navette.command("settings", "update.key", new SigningKey().line());
        navette.command("settings", "update.url", server.url("/navette.toml"));
        untilSaid("Navette ignored it");
        assertFalse(update().has("version"));

        server.put("/evil.toml", NEWS.replace("asso.example", "evil.example"));
        server.put("/evil.toml.sig", key.sign(NEWS));
        navette.command("settings", "update.key", key.line());
        navette.command("settings", "update.url", server.url("/evil.toml"));
        untilSaid("evil.toml is not signed with");

        String nonsense = "version = 3\n";
        server.put("/nonsense.toml", nonsense);
        server.put("/nonsense.toml.sig", key.sign(nonsense));
        navette.command("settings", "update.url", server.url("/nonsense.toml"));
        untilSaid("does not understand the announcement");

        navette.command("settings", "update.url", server.url("/none.toml"));
        untilSaid("(nothing there)");
        navette.command("settings", "update.url", server.url("/navette.toml"));
        untilSaid("99.1");
        navette.command("settings", "update.ca-file", "--unset");
        untilSaid("(certificate not trusted)");
    }

    @Test
    void onlyHttpsAndOnlyAKeyAreTaken() throws Exception {
        Client client = new Client(place, "marie", "https://unused.example/");
        assertEquals(
                2,
                client.run(Map.of(), "settings", "update.url", "http://asso.example/navette.toml")
                        .exit());
        assertEquals(2, client.run(Map.of(), "settings", "update.key", "abc").exit());
    }
}
