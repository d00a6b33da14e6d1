// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.navette.app.e2e.RunningClient.all;
import static org.navette.app.e2e.RunningClient.untilThere;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.navette.testserver.ApacheServer;

/** Every command against a running Navette: real processes, a real socket, a real server. */
@Tag("thorough")
class ControlEndToEndTest extends ControlledNavette {
    @Test
    void aFolderIsAddedSyncedPausedResumedAndRemoved() throws Exception {
        Process process = startWatching();
        assertTrue(json("status").getAsJsonArray("folders").isEmpty());
        client.write("budget.ods", "1");
        add();
        untilThere(apache.share().resolve("budget.ods"), "1");
        Files.writeString(apache.share().resolve("from-marie.txt"), "hello");
        command("sync-now", "Asso");
        untilThere(client.file("from-marie.txt"), "hello");
        untilState("idle");
        assertEquals("Up to date.", status().get("sentence").getAsString());
        assertEquals("all", status().get("watch").getAsString());
        assertTrue(command("status").out().contains("Asso: " + client.folder()));

        command("pause", "Asso");
        untilState("paused");
        client.write("while-paused.txt", "later");
        Waiting.until(
                "one change waiting",
                () -> status().getAsJsonObject("waiting").get("changes").getAsInt() == 1);
        assertTrue(status().get("sentence").getAsString().contains("1 change waiting, 5 "), status() + "");
        assertFalse(Files.exists(apache.share().resolve("while-paused.txt")));
        command("pause", "--for", "1h");
        Waiting.until("a pause with an end", () -> status().has("until"));
        command("resume");
        untilThere(apache.share().resolve("while-paused.txt"), "later");

        Client.Run second = client.run(Map.of(), "watch");
        assertEquals(7, second.exit(), second.err());
        Client.Run sync = client.sync();
        assertEquals(7, sync.exit(), sync.err());

        command("remove", "Asso");
        assertTrue(json("status").getAsJsonArray("folders").isEmpty());
        assertEquals("later", Files.readString(client.file("while-paused.txt")), "files stay");
        assertFalse(Files.exists(client.file(".navette")));
        process.destroy();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
        assertNothingLeftOf(apache.test(), ApacheServer.USER, "127.0.0.1");
    }

    /** Nothing of the pair is left in Navette's home: no journal, no password, no line in a log or a database. */
    private void assertNothingLeftOf(String... words) throws IOException {
        try (Stream<Path> files = Files.walk(client.home())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                        .replace(client.home().toString(), "");
                for (String word : words) {
                    assertFalse(text.contains(word), file + " still has " + word);
                    assertFalse(file.getFileName().toString().contains(word), file.toString());
                }
            }
        }
        assertFalse(Files.exists(client.home().resolve("pairs"))
                && children(client.home().resolve("pairs")) > 0);
    }

    @Test
    void withoutARunningNavetteCommandsWorkOnTheSettings() throws Exception {
        add("--mode", "download", "--exclude", "*.iso");
        Client.Run status = client.run(Map.of(), "status");
        assertTrue(status.err().contains("Navette is not running"), status.err());
        assertTrue(status.out().contains("Asso"), status.out());
        assertFalse(json("status").get("running").getAsBoolean());
        command("settings", "network.limit-up", "500k");
        command("settings", "folder.Asso.hours", "00:00-00:00");
        assertTrue(command("settings").out().contains("network.limit-up = 500k  (set by you)"));
        Client.Run wrong = client.run(Map.of(), "settings", "network.limit-up", "quick");
        assertEquals(2, wrong.exit());
        assertTrue(wrong.err().contains("a number of bytes"), wrong.err());
        command("settings", "network.limit-up", "--unset");
        assertTrue(command("settings", "network.limit-up").out().contains("not set"));
        assertEquals(2, client.run(Map.of(), "sync-now").exit());
        assertEquals(2, client.run(Map.of(), "pause", "Nobody").exit());
    }

    @Test
    void settingsOfARunningNavetteTakeEffectAtOnceAndByHandAsWell() throws Exception {
        startWatching();
        add();
        untilState("idle");
        command("settings", "folder.Asso.exclude", "*.iso", "*.bak");
        client.write("disk.iso", "x");
        client.write("a.txt", "1");
        untilThere(apache.share().resolve("a.txt"), "1");
        untilState("idle");
        assertFalse(Files.exists(apache.share().resolve("disk.iso")));

        Path file = client.home().resolve("settings.toml");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Files.writeString(file, "# mine\n" + Files.readString(file).replace("\"*.iso\", ", ""));
        untilThere(apache.share().resolve("disk.iso"), "x");
        command("pause");
        assertTrue(Files.readString(file).startsWith("# mine\n"), "comments stay");

        Files.writeString(file, Files.readString(file) + "\nnonsense = 1\n");
        Waiting.until("a complaint", () -> json("status").has("complaint"));
        assertTrue(json("status").get("complaint").getAsString().contains("line "), json("status") + "");
    }

    @Test
    void severalAccountsAndFoldersEachGoTheirOwnWay() throws Exception {
        apache.server().newShare("photos");
        apache.server().newShare("backup");
        Path photos = apache.server().share().resolve("photos");
        Path backup = apache.server().share().resolve("backup");
        startWatching();
        command("settings", "general.device", "Bureau");
        add();
        another("photos", apache.server().digestUrl().resolve("photos/"), "--name", "Photos", "--exclude", "*.raw");
        another("backup", apache.server().url().resolve("backup/"), "--name", "Backup", "--mode", "upload");
        client.write("a.txt", "a");
        Client.write(client.folder().resolveSibling("photos"), "p.jpg", "p");
        Client.write(client.folder().resolveSibling("photos"), "p.raw", "raw");
        Client.write(client.folder().resolveSibling("backup"), "b.txt", "b");
        untilThere(apache.share().resolve("a.txt"), "a");
        untilThere(photos.resolve("p.jpg"), "p");
        untilThere(backup.resolve("b.txt"), "b");
        assertFalse(Files.exists(photos.resolve("p.raw")));
        assertEquals(
                List.of("both", "both", "upload"),
                all(json("status"), "folders").stream()
                        .map(folder -> folder.get("mode").getAsString())
                        .toList());
        assertEquals(
                3,
                all(json("settings"), "settings").stream()
                        .filter(setting -> setting.get("key").getAsString().matches("account\\..*\\.url"))
                        .count());

        // Outside of its hours one of them rests, and the others go on.
        int hour = LocalTime.now(ZoneId.systemDefault()).getHour();
        command("settings", "folder.Photos.hours", "%02d:00-%02d:00".formatted((hour + 2) % 24, (hour + 3) % 24));
        Waiting.until(
                "a rest",
                () -> all(json("status"), "folders").stream()
                        .anyMatch(folder -> folder.get("name").getAsString().equals("Photos")
                                && folder.get("state").getAsString().equals("paused")
                                && folder.get("reason").getAsString().equals("schedule")));
        command("pause", "Asso");
        Waiting.until("a pause", () -> status().get("state").getAsString().equals("paused"));
        client.write("a.txt", "mine");
        Files.writeString(apache.share().resolve("a.txt"), "theirs, longer");
        command("resume", "Asso");
        Waiting.until(
                "a conflict with the name of this computer",
                () -> command("conflicts").out().contains("Bureau"));
    }

    private void another(String folder, URI url, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "add",
                Files.createDirectories(client.folder().resolveSibling(folder)).toString(),
                url.toString(),
                "--user",
                ApacheServer.USER));
        arguments.addAll(List.of(options));
        Client.Run run =
                client.run(Map.of("NAVETTE_PASSWORD", ApacheServer.PASSWORD), arguments.toArray(String[]::new));
        assertEquals(0, run.exit(), run.err());
    }

    @Test
    void aConflictIsListedAndSettled() throws Exception {
        startWatching();
        client.write("a.txt", "1");
        add();
        untilThere(apache.share().resolve("a.txt"), "1");
        untilState("idle");
        for (String keep : List.of("mine", "theirs", "both")) {
            command("pause");
            untilState("paused");
            client.write("a.txt", "mine " + keep);
            Files.writeString(apache.share().resolve("a.txt"), "theirs, longer " + keep);
            command("resume");
            Waiting.until(
                    "a conflict",
                    () -> !json("conflicts").getAsJsonArray("conflicts").isEmpty());
            untilState("idle");
            JsonObject conflict = all(json("conflicts"), "conflicts").getFirst();
            assertEquals("a.txt", conflict.get("original").getAsString());
            assertTrue(command("conflicts").out().contains("a.txt: two versions"));
            command("conflicts", conflict.get("file").getAsString(), "--keep", keep);
            assertTrue(json("conflicts").getAsJsonArray("conflicts").isEmpty());
            String kept = keep.equals("mine") ? "mine mine" : "theirs, longer " + keep;
            untilThere(apache.share().resolve("a.txt"), kept);
            assertEquals(kept, Files.readString(client.file("a.txt")));
        }
        try (Stream<Path> files = Files.list(client.folder())) {
            assertTrue(files.anyMatch(path -> path.getFileName().toString().startsWith("a (")), "both are there");
        }
    }

    @Test
    void whatWasDoneIsListedUndoneAndBundled() throws Exception {
        startWatching();
        client.write("a.txt", "first");
        add();
        untilThere(apache.share().resolve("a.txt"), "first");
        untilState("idle");
        Files.writeString(apache.share().resolve("a.txt"), "changed by somebody");
        command("sync-now");
        untilThere(client.file("a.txt"), "changed by somebody");
        Waiting.until("a line about it", () -> command("log").out().contains("undo: "));
        JsonObject received = all(json("log", "-n", "20", "--folder", "Asso"), "activities").stream()
                .filter(activity -> activity.get("undo").getAsBoolean())
                .findFirst()
                .orElseThrow();
        assertEquals("downloaded", received.get("what").getAsString());
        assertEquals(2, client.run(Map.of(), "log", "--undo", "that one").exit());
        command("log", "--undo", received.get("id").getAsString());
        untilThere(client.file("a.txt"), "first");
        untilThere(apache.share().resolve("a.txt"), "first");

        // The versions of before, by the name of the folder.
        assertTrue(command("versions", "Asso", "a.txt").out().contains("a.txt"));
        command("restore", "Asso", "a.txt");
        untilThere(client.file("a.txt"), "changed by somebody");

        Path zip = client.home().resolveSibling(apache.test() + "-bundle.zip");
        command("log", "--bundle", zip.toString(), "--mask");
        try (ZipFile file = new ZipFile(zip.toFile())) {
            StringBuilder all = new StringBuilder();
            for (var entry : java.util.Collections.list(file.entries())) {
                all.append(new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
            for (String name :
                    List.of("a.txt", "Asso", ApacheServer.USER, ApacheServer.PASSWORD, "127.0.0.1", apache.test())) {
                assertFalse(all.toString().contains(name), name + " is not masked");
            }
            assertTrue(all.toString().contains("downloaded"), "and still of use");
        }

        String traffic = command("traffic").out();
        assertTrue(traffic.contains("PUT"), traffic);
        assertTrue(traffic.contains("127.0.0.1:"), traffic);
        List<JsonObject> lines = all(json("traffic"), "traffic");
        long sent = lines.stream()
                .filter(line -> line.get("method").getAsString().equals("PUT"))
                .mapToLong(line -> line.get("sent").getAsLong())
                .sum();
        assertTrue(sent >= 5, lines.toString());
        assertEquals(
                1,
                lines.stream()
                        .map(line -> line.get("server").getAsString())
                        .distinct()
                        .count(),
                "one server and nobody else");
    }
}
