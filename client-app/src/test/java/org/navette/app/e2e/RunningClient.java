// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.MapDifference;
import com.google.common.collect.Maps;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.navette.testserver.ApacheServer;

/** An installation that is always on, and the commands that talk to it. */
final class RunningClient {
    private final Client client;
    private final Map<String, String> environment = new HashMap<>();
    private final List<Process> started = new ArrayList<>();

    RunningClient(Client client) {
        this.client = client;
    }

    /** For what is started from now on. */
    void environment(String name, String value) {
        environment.put(name, value);
    }

    Process start() throws Exception {
        Process process = client.start(environment, List.of("watch", "--quiet"));
        started.add(process);
        Waiting.until("the running Navette", () -> json("status").get("running").getAsBoolean());
        return process;
    }

    /** Ends it as a system does that shuts down, and waits. */
    void stop() throws Exception {
        for (Process process : started) {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
        }
    }

    /** Ends it as a power cut does. */
    void kill() throws Exception {
        started.getLast().destroyForcibly().waitFor();
    }

    Client.Run command(String... arguments) throws Exception {
        Client.Run run = client.run(Map.of(), arguments);
        assertEquals(0, run.exit(), String.join(" ", arguments) + ": " + run.out() + run.err());
        return run;
    }

    JsonObject json(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        Client.Run run = client.run(Map.of(), all.toArray(String[]::new));
        return JsonParser.parseString(run.out()).getAsJsonObject();
    }

    /** The folder pair of this client, with the name of Asso. */
    void add(String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "add", client.folder().toString(), client.url(), "--name", "Asso", "--user", ApacheServer.USER));
        arguments.addAll(List.of(more));
        Client.Run run =
                client.run(Map.of("NAVETTE_PASSWORD", ApacheServer.PASSWORD), arguments.toArray(String[]::new));
        assertEquals(0, run.exit(), run.err());
    }

    JsonObject status() throws Exception {
        return all(json("status"), "folders").getFirst();
    }

    void untilState(String... states) throws Exception {
        Waiting.until(
                String.join(" or ", states),
                () -> List.of(states).contains(status().get("state").getAsString()));
    }

    /** Waits for a look at everything that began after this call: a first one may be under way already. */
    void passed() throws Exception {
        for (int i = 0; i < 2; i++) {
            Instant before = Instant.now();
            command("sync-now");
            Waiting.until("a pass", () -> {
                JsonObject status = status();
                return status.get("state").getAsString().equals("idle")
                        && status.has("inStep")
                        && Instant.parse(status.get("inStep").getAsString()).isAfter(before);
            });
        }
    }

    /**
     * Waits until everything is everywhere. What was refused again and again has a long wait, which "sync now" cuts short; and
     * somebody who was away while many things were deleted is asked, and agrees.
     */
    static void settle(Path share, List<RunningClient> clients) throws Exception {
        Path[] folders = clients.stream().map(each -> each.client.folder()).toArray(Path[]::new);
        try {
            Waiting.until("all sides equal", Duration.ofMinutes(3), () -> {
                for (RunningClient each : clients) {
                    each.command("sync-now", "--accept-deletions");
                }
                return Client.isSame(share, folders);
            });
        } catch (AssertionError e) {
            throw new AssertionError(differences(share, clients), e);
        }
        for (RunningClient each : clients) {
            each.untilState("idle");
        }
    }

    private static String differences(Path share, List<RunningClient> clients) throws Exception {
        Map<String, String> there = Client.tree(share);
        StringBuilder differences = new StringBuilder();
        for (RunningClient each : clients) {
            MapDifference<String, String> difference = Maps.difference(there, each.client.tree());
            differences
                    .append(each.json("status"))
                    .append("\nonly there: ")
                    .append(difference.entriesOnlyOnLeft().keySet())
                    .append("\nonly here: ")
                    .append(difference.entriesOnlyOnRight().keySet())
                    .append("\ndiffer: ")
                    .append(difference.entriesDiffering().keySet())
                    .append("\n")
                    .append(each.json("log", "-n", "10"))
                    .append("\n");
        }
        return differences.toString();
    }

    static List<JsonObject> all(JsonObject object, String member) {
        return StreamSupport.stream(object.getAsJsonArray(member).spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    static void untilThere(Path file, String content) throws Exception {
        Waiting.until(
                file + "", () -> Files.exists(file) && Files.readString(file).equals(content));
    }
}
