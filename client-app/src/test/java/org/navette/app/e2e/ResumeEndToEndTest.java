// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.NeedsServer;

/** A large file, and a process that is killed in the middle of it. */
@Tag("thorough")
@NeedsServer(ApacheServer.PROGRAM)
class ResumeEndToEndTest {
    private static final int SIZE = 48_000_000;

    @RegisterExtension
    private static final ApacheExtension apache = new ApacheExtension();

    private final byte[] content = new byte[SIZE];
    private Client client;

    @BeforeEach
    void makeClient() throws IOException {
        new Random(5).nextBytes(content);
        client = new Client(apache.place(), apache.test(), apache.url().toString());
    }

    private Process start(String... options) throws IOException {
        List<String> arguments = Stream.concat(
                        Stream.of("sync", client.folder().toString(), client.url(), "--quiet"), Stream.of(options))
                .toList();
        return client.start(Client.login(), arguments);
    }

    @Test
    void anUploadGoesOnWhereItWas() throws Exception {
        Files.write(client.file("film.mkv"), content);
        int before = apache.server().requestsSoFar();
        Process process = start("--limit-up", "12M");
        // A piece is only sent once the one before it is in the journal: with three answered, two are known.
        Waiting.until("three pieces", () -> pieces(before) >= 3);
        process.destroyForcibly().waitFor();
        assertEquals(Set.of(), names("film"), "nothing under its own name yet");

        int again = apache.server().requestsSoFar();
        client.syncInStep();
        assertTrue(pieces(again) <= 3, pieces(again) + " of five pieces were sent again");
        assertArrayEquals(content, Files.readAllBytes(apache.share().resolve("film.mkv")));
        assertEquals(Set.of("film.mkv"), names(""), "and nothing else is left");
    }

    private long pieces(int from) throws IOException {
        return apache.server()
                .requests(from, line -> line.matches("PUT .*~navette-[^p][^/]*\\.tmp 20[14]"))
                .size();
    }

    private Set<String> names(String prefix) throws IOException {
        try (Stream<Path> all = Files.list(apache.share())) {
            return Set.copyOf(all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .toList());
        }
    }

    @Test
    void aDownloadGoesOnWhereItWas() throws Exception {
        Files.write(apache.share().resolve("film.mkv"), content);
        Path partial = client.file(".navette/partial");
        Process process = start("--limit-down", "12M");
        Waiting.until("a durable part", () -> hasNote(partial));
        process.destroyForcibly().waitFor();
        assertTrue(!Files.exists(client.file("film.mkv")), "nothing under its own name yet");

        int again = apache.server().requestsSoFar();
        client.syncInStep();
        assertEquals(
                1,
                apache.server()
                        .requests(again, line -> line.startsWith("GET ") && line.endsWith("film.mkv 206"))
                        .size(),
                "only the rest was asked for");
        assertArrayEquals(content, Files.readAllBytes(client.file("film.mkv")));
        assertEquals(0, files(partial));
    }

    @Test
    void anotherVersionIsNotStitchedToThePartOfTheFirst() throws Exception {
        Path film = Files.write(apache.share().resolve("film.mkv"), content);
        Process process = start("--limit-down", "12M");
        Waiting.until("a durable part", () -> hasNote(client.file(".navette/partial")));
        process.destroyForcibly().waitFor();
        new Random(6).nextBytes(content);
        Files.write(film, content);

        client.syncInStep();
        assertArrayEquals(content, Files.readAllBytes(client.file("film.mkv")));
    }

    private static boolean hasNote(Path partial) throws IOException {
        if (!Files.isDirectory(partial)) {
            return false;
        }
        try (Stream<Path> all = Files.list(partial)) {
            return all.anyMatch(file -> file.toString().endsWith(".note"));
        }
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }
}
