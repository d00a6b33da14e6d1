// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.navette.app.e2e.RunningClient.untilThere;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.navette.app.api.Command;
import org.navette.app.api.CommandCatalog;
import org.navette.app.api.Event;
import org.navette.app.api.FileCommand;
import org.navette.app.api.FolderReply;
import org.navette.app.api.NavetteApi;
import org.navette.app.api.Reply;
import org.navette.app.api.Status;
import org.navette.app.api.StatusReply;
import org.navette.app.control.ControlServer;
import org.navette.engine.schedule.Emblem;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.NeedsServer;

/** The extension of the file managers, loaded as they load it, against a running Navette and its socket. */
@Tag("thorough")
@NeedsServer("/usr/lib/x86_64-linux-gnu/girepository-1.0/Nautilus-4.0.typelib")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FileManagerTest {
    private static final Path EXTENSIONS = Path.of("../installers/linux/file-managers");

    @RegisterExtension
    private static final ApacheExtension apache = new ApacheExtension();

    private final Gson gson = new Gson();
    private Client client;
    private RunningClient navette;

    /** A file manager's process. */
    private final class Host implements AutoCloseable {
        private final Process process;
        private final BufferedReader answers;
        private final Writer orders;

        Host(String name, String language) throws Exception {
            Path script = Path.of(Objects.requireNonNull(getClass().getResource("/file-manager.py"))
                    .toURI());
            ProcessBuilder builder = new ProcessBuilder(
                            "/usr/bin/python3",
                            "-B",
                            "-Wignore::RuntimeWarning",
                            script.toString(),
                            name,
                            EXTENSIONS.resolve("navette_files.py").toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("NAVETTE_HOME", client.home().toString());
            builder.environment().put("LC_ALL", language);
            process = builder.start();
            answers = process.inputReader(StandardCharsets.UTF_8);
            orders = process.outputWriter(StandardCharsets.UTF_8);
        }

        JsonElement order(String... order) throws IOException {
            orders.write(gson.toJson(order) + "\n");
            orders.flush();
            return JsonParser.parseString(Objects.requireNonNull(answers.readLine(), "the file manager has ended"));
        }

        String emblem(String file) throws IOException {
            JsonArray emblems = order("emblem", path(file)).getAsJsonArray();
            return emblems.isEmpty() ? "" : emblems.get(0).getAsString().replace("emblem-navette-", "");
        }

        @Override
        public void close() throws IOException {
            // It ends with its orders.
            orders.close();
            process.onExit().join();
        }
    }

    private String path(String file) {
        return client.file(file).toString();
    }

    @BeforeEach
    void start() throws Exception {
        client = new Client(apache.place(), apache.test(), apache.url().toString());
        navette = new RunningClient(client);
        navette.start();
        navette.add("--exclude", "*.iso");
        client.write("Budget été.ods", "first");
        client.write("folder/a.txt", "a");
        client.write("disk.iso", "x");
        untilThere(apache.share().resolve("folder/a.txt"), "a");
        navette.untilState("idle");
    }

    @AfterEach
    void stop() throws Exception {
        navette.stop();
    }

    @Test
    void everyFileManagerShowsEmblemsAndAMenu() throws Exception {
        for (String name : List.of("Nautilus", "Nemo", "Caja")) {
            showsEmblemsAndAMenu(name);
        }
    }

    private void showsEmblemsAndAMenu(String name) throws Exception {
        try (Host host = new Host(name, "C.UTF-8")) {
            assertEquals("in-step", host.emblem("Budget été.ods"));
            assertEquals("in-step", host.emblem("folder"));
            assertEquals("left-out", host.emblem("disk.iso"));
            assertEquals("", host.emblem(".navette"));
            assertTrue(host.order("emblem", "/etc/hostname").getAsJsonArray().isEmpty());
            assertTrue(host.order("menu", "/etc/hostname").getAsJsonArray().isEmpty());
            assertTrue(host.order("menu", path("disk.iso")).getAsJsonArray().isEmpty());

            String menu = host.order("menu", path("Budget été.ods")).toString();
            for (String label : List.of("Navette", "Open on the server", "Copy address", "No earlier versions")) {
                assertTrue(menu.contains("\"" + label + "\""), menu);
            }
            String address = apache.url() + "Budget%20%C3%A9t%C3%A9.ods";
            String opened = host.order("activate", path("Budget été.ods"), "Navette::open")
                    .toString();
            assertTrue(opened.contains(address), opened);
            String copied = host.order("activate", path("Budget été.ods"), "Navette::copy")
                    .toString();
            assertTrue(
                    copied.contains("\"copied\": \"" + address) || copied.contains("\"copied\":\"" + address), copied);
        }
    }

    @Test
    void emblemsFollowWhatHappensAndTheMenuBringsVersionsBackAndLeavesOut() throws Exception {
        try (Host host = new Host("Nautilus", "fr_FR.UTF-8")) {
            assertEquals("in-step", host.emblem("Budget été.ods"));
            navette.command("pause");
            client.write("Budget été.ods", "second, here");
            Waiting.until(
                    "it is looked at again",
                    () -> host.order("again", path("Budget été.ods")).getAsBoolean());
            assertEquals("waiting", host.emblem("Budget été.ods"));

            Files.writeString(apache.share().resolve("Budget été.ods"), "second, by somebody else");
            navette.command("resume");
            Waiting.until("a conflict copy", () -> conflictCopy() != null);
            navette.untilState("idle");
            assertEquals("conflict", host.emblem(Objects.requireNonNull(conflictCopy())));

            host.order("activate", path("folder/a.txt"), "Navette::leave-out");
            Waiting.until("it is left out", () -> host.emblem("folder/a.txt").equals("left-out"));
            assertTrue(Files.exists(apache.share().resolve("folder/a.txt")), "and deleted nowhere");

            Files.writeString(apache.share().resolve("Budget été.ods"), "third");
            navette.command("sync-now");
            untilThere(client.file("Budget été.ods"), "third");
            String menu = host.order("menu", path("Budget été.ods")).toString();
            assertTrue(menu.contains("Ouvrir sur le serveur") && menu.contains("Historique des versions"), menu);
            host.order("activate", path("Budget été.ods"), "Navette::version0");
            Waiting.until(
                    "the version of before",
                    () -> Files.readString(client.file("Budget été.ods")).equals("second, by somebody else"));
        }
    }

    private String conflictCopy() throws IOException {
        try (Stream<Path> files = Files.list(client.folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("Budget été ("))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** As Dolphin's menu runs it; a kdialog of ours shows what it was asked, and chooses the first of a list. */
    @Test
    void theActionsOfDolphinsMenuWork() throws Exception {
        Path programs = Files.createDirectories(apache.place().resolve("programs"));
        Path shown = apache.place().resolve("shown.txt");
        Path dialog = Files.writeString(
                programs.resolve("kdialog"),
                "#!/bin/sh\necho \"$*\" >>'" + shown + "'\n[ \"$3\" = --menu ] && echo \"$5\"\n");
        Files.setPosixFilePermissions(dialog, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(apache.share().resolve("Budget été.ods"), "by somebody else");
        navette.command("sync-now");
        untilThere(client.file("Budget été.ods"), "by somebody else");

        action(programs, "versions", path("Budget été.ods"));
        untilThere(client.file("Budget été.ods"), "first");
        assertTrue(Files.readString(shown).contains("--menu Version history"), Files.readString(shown));
        action(programs, "versions", path("folder/a.txt"));
        assertTrue(Files.readString(shown).contains("--msgbox No earlier versions"), Files.readString(shown));
        action(programs, "open", "/etc/hostname");
        assertTrue(Files.readString(shown).contains("--sorry This file is not in a synced folder"), "told");
        action(programs, "leave-out", path("folder"));
        Waiting.until("it is left out", () -> navette.command("settings").out().contains("/folder/"));
        for (String line : Files.readAllLines(EXTENSIONS.resolve("navette-dolphin.desktop"))) {
            if (line.startsWith("Exec=")) {
                assertTrue(line.matches(".* (open|copy|versions|leave-out) %f"), line);
            }
        }
    }

    private void action(Path programs, String action, String file) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        "/usr/bin/python3",
                        "-B",
                        EXTENSIONS.resolve("navette_files.py").toString(),
                        action,
                        file)
                .inheritIO();
        builder.environment().put("NAVETTE_HOME", client.home().toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().merge("PATH", programs + ":", (path, ours) -> ours + path);
        assertEquals(0, builder.start().waitFor());
    }

    @Test
    void withoutARunningNavetteAFileManagerIsAsEver() throws Exception {
        navette.stop();
        try (Host host = new Host("Nautilus", "C.UTF-8")) {
            assertEquals("", host.emblem("Budget été.ods"));
            assertTrue(
                    host.order("menu", path("Budget été.ods")).getAsJsonArray().isEmpty());
        }
    }

    /** Answers in Navette's place, with an address as a server could make it up. */
    private record Liar(String address, String sentence) implements NavetteApi {
        @Override
        public <R extends Reply> R run(Command<R> command, Locale language) {
            Reply reply = switch (command) {
                case Status _ -> new StatusReply(true, List.of(FOLDER), Optional.empty(), Optional.empty());
                case FileCommand.FileStatus _ ->
                    new FileCommand.FilesReply(List.of(new FileCommand.FileReply("x", Emblem.IN_STEP, sentence)));
                case FileCommand.FileAddress _ -> new FileCommand.AddressReply(address);
                case FileCommand.FileVersions _ -> new FileCommand.VersionsReply(List.of());
                default -> throw new AssertionError(command);
            };
            return CommandCatalog.of(command).reply().cast(reply);
        }

        private static final FolderReply FOLDER = new FolderReply(
                "folder",
                Path.of("folder"),
                "https://cloud.asso.example/dav/",
                Optional.empty(),
                "",
                "",
                Optional.empty(),
                Optional.empty());

        @Override
        public AutoCloseable subscribe(Locale language, Consumer<Event> events) {
            return () -> {};
        }
    }

    @Test
    void onlyAddressesOfAConfiguredServerAreOpenedAndCopied() throws Exception {
        navette.stop();
        for (String address : List.of(
                "http://cloud.asso.example/dav/a.txt",
                "https://cloud.asso.example:8443/dav/a.txt",
                "https://cloud.asso.example@evil.example/a.txt",
                "https://evil.example/dav/a.txt",
                "file:///etc/passwd",
                "smb://cloud.asso.example/x",
                "//cloud.asso.example/x",
                "https://[not/an/address")) {
            assertEquals("{}{}", openedAndCopied(address), address);
        }
        for (String address : List.of("https://cloud.asso.example/dav/a.txt", "https://CLOUD.asso.example:443/b")) {
            String done = openedAndCopied(address);
            assertTrue(done.contains("opened") && done.contains("copied"), address);
        }
    }

    private String openedAndCopied(String address) throws Exception {
        try (ControlServer server = ControlServer.start(client.home(), new Liar(address, "x"));
                Host host = new Host("Nemo", "C.UTF-8")) {
            assertTrue(Objects.nonNull(server));
            return host.order("activate", path("folder/a.txt"), "Navette::open").toString()
                    + host.order("activate", path("folder/a.txt"), "Navette::copy");
        }
    }

    @Test
    void nothingIsSaidToWhoeverListensInAFolderThatOthersCanEnter() throws Exception {
        navette.stop();
        try (ControlServer server = ControlServer.start(client.home(), new Liar("https://cloud.asso.example/", "x"));
                Host host = new Host("Nemo", "C.UTF-8")) {
            assertTrue(Objects.nonNull(server));
            assertFalse(
                    host.order("menu", path("folder/a.txt")).getAsJsonArray().isEmpty());
            Files.setPosixFilePermissions(client.home().resolve("run"), PosixFilePermissions.fromString("rwxr-xr-x"));
            assertTrue(host.order("menu", path("folder/a.txt")).getAsJsonArray().isEmpty());
        }
    }

    @Test
    void whatAHintSaysMovesNoOtherTextAndHidesNone() throws Exception {
        navette.stop();
        // The last is beyond the first 65,536 characters.
        String sentence = "a\u001b[2J\r\u009b\u202egpj.exe\u2066\u200b\u2028\udb40\udc41 \u00e9t\u00e9";
        try (ControlServer server =
                        ControlServer.start(client.home(), new Liar("https://cloud.asso.example/", sentence));
                Host host = new Host("Nemo", "C.UTF-8")) {
            assertTrue(Objects.nonNull(server));
            JsonElement menu = host.order("menu", path("folder/a.txt"));
            assertEquals(
                    "a\\u001B[2J\\u000D\\u009B\\u202Egpj.exe\\u2066\\u200B\\u2028\\uDB40\\uDC41 \u00e9t\u00e9",
                    menu.getAsJsonArray().get(0).getAsJsonObject().get("tip").getAsString());
        }
    }
}
