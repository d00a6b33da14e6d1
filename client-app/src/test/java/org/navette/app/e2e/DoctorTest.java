// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.navette.testserver.DavServer;
import org.navette.testserver.ServerKind;

/** {@code navette doctor}, at every server. */
@Tag("thorough")
class DoctorTest {
    @TempDir
    Path place;

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void tellsTheTruthAndLeavesNothingBehind(ServerKind kind) throws Exception {
        kind.assumeInstalled();
        // The server runs as another user, and passes through.
        DavServer.openDirectory(place);
        try (DavServer server = kind.start(place.resolve("server"))) {
            Map<String, String> login = server.asksForPassword() ? Client.login() : Map.of();
            Client client = new Client(place, "client", server.url().toString());
            Client.Run json = client.run(login, "doctor", client.url(), "--json");
            assertEquals(0, json.exit(), json.err());
            assertEquals(names(kind), traits(json.out()));

            Client.Run french = client.run(withFrench(login), "doctor", client.url());
            assertEquals(0, french.exit(), french.err());
            List<String> lines = french.out().lines().toList();
            assertTrue(lines.contains("L’espace partagé se trouve à " + server.url()), french.out());
            assertTrue(lines.stream().filter(line -> line.startsWith("  oui  ")).count() >= 4, french.out());
            assertEquals(Map.of(), new TreeMap<>(Client.tree(server.share())));
        }
    }

    private static Map<String, String> withFrench(Map<String, String> login) {
        Map<String, String> environment = new TreeMap<>(login);
        environment.put("JAVA_TOOL_OPTIONS", "-Dnavette.locale=fr_FR");
        return environment;
    }

    private static Set<String> names(ServerKind kind) {
        return kind.traits().stream()
                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> traits(String out) {
        JsonObject profile =
                JsonParser.parseString(out.lines().toList().getLast()).getAsJsonObject();
        assertEquals("profile", profile.get("event").getAsString());
        return profile.getAsJsonObject("traits").entrySet().stream()
                .filter(trait -> trait.getValue().getAsBoolean())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
