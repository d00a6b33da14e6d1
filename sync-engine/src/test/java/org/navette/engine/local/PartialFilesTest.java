// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navette.engine.port.LocalStore.Partial;
import org.navette.engine.port.LocalStore.Staged;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

class PartialFilesTest {
    private static final ETag VERSION = ETag.parse("\"v1\"").orElseThrow();
    private static final RelativePath FILE = RelativePath.of("a folder/film.mkv");

    @TempDir
    Path root;

    private DiskStore store;

    @BeforeEach
    void open() {
        store = new DiskStore(root, Optional.empty(), Clock.systemUTC());
    }

    private void cutOff(Partial from, String part) {
        assertThrows(
                IOException.class,
                () -> store.stageRest(FILE, from, out -> {
                    write(out, part);
                    throw new IOException("the line broke off");
                }));
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.walk(root.resolve(".navette"))) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void whatCameIsKeptOverARestartAndGoneOnWith() throws IOException {
        cutOff(new Partial(VERSION, 0), "the first ");
        open();
        Partial kept = store.partial(FILE).orElseThrow();
        assertEquals(new Partial(VERSION, 10), kept);
        cutOff(kept, "and the second ");
        open();
        Partial more = store.partial(FILE).orElseThrow();
        assertEquals(25, more.bytes());
        Staged staged = store.stageRest(FILE, more, out -> write(out, "part"));
        byte[] whole = "the first and the second part".getBytes(StandardCharsets.UTF_8);
        assertEquals(Sha256.ofContent(whole), staged.content());
        assertEquals(whole.length, staged.size());
        assertArrayEquals(whole, Files.readAllBytes(root.resolve(".navette/tmp").resolve(staged.token())));
        assertEquals(Optional.empty(), store.partial(FILE));
        assertEquals(1, files(), "nothing but the whole");
    }

    @Test
    void anotherVersionBeginsAnew() throws IOException {
        cutOff(new Partial(VERSION, 0), "something long");
        ETag other = ETag.parse("\"v2\"").orElseThrow();
        Staged staged = store.stageRest(FILE, new Partial(other, 0), out -> write(out, "new"));
        assertEquals(3, staged.size());
        assertEquals(Sha256.ofContent("new".getBytes(StandardCharsets.UTF_8)), staged.content());
    }

    @Test
    void whatIsNotKnownToBeDurableDoesNotCount() throws IOException {
        cutOff(new Partial(VERSION, 0), "durable");
        Path data = onlyFile(".part");
        // As a power cut may leave it: longer than the note says, with zeros at the end.
        Files.write(data, new byte[20], java.nio.file.StandardOpenOption.APPEND);
        Partial kept = store.partial(FILE).orElseThrow();
        assertEquals(7, kept.bytes());
        Staged staged = store.stageRest(FILE, kept, out -> write(out, "!"));
        assertEquals(Sha256.ofContent("durable!".getBytes(StandardCharsets.UTF_8)), staged.content());
    }

    @Test
    void aFileShorterThanItsNoteIsNothing() throws IOException {
        cutOff(new Partial(VERSION, 0), "durable");
        Files.write(onlyFile(".part"), new byte[3]);
        assertEquals(Optional.empty(), store.partial(FILE));
    }

    @Test
    void aNoteThatMakesNoSenseIsNothing() throws IOException {
        cutOff(new Partial(VERSION, 0), "durable");
        Files.writeString(onlyFile(".note"), "\0\0\0\0");
        assertEquals(Optional.empty(), store.partial(FILE));
        assertEquals(Optional.empty(), store.partial(RelativePath.of("another")));
    }

    @Test
    void nobodyComesBackForItAfterAWeek() throws IOException {
        cutOff(new Partial(VERSION, 0), "durable");
        new PartialFiles(root).prune(Instant.now().plus(Duration.ofDays(6)));
        assertEquals(2, files());
        new PartialFiles(root).prune(Instant.now().plus(Duration.ofDays(8)));
        assertEquals(0, files());
    }

    private Path onlyFile(String suffix) throws IOException {
        try (Stream<Path> all = Files.list(root.resolve(".navette/partial"))) {
            return all.filter(file -> file.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
