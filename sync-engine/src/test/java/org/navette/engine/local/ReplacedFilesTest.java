// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navette.engine.port.LocalStore.LateSave;
import org.navette.engine.port.LocalStore.Staged;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/** A program has a file open while it is replaced or removed, and saves into it afterwards. */
class ReplacedFilesTest {
    private static final RelativePath FILE = RelativePath.of("d/é + f.txt");
    private static final RelativePath COPY = RelativePath.of("d/copy.txt");

    @TempDir
    private Path place;

    private Path root;
    private DiskStore store;

    @BeforeEach
    void write() throws IOException {
        root = place.resolve("synced");
        Files.createDirectories(root.resolve("d"));
        Files.writeString(root.resolve(FILE.value()), "seen");
        store = anew();
    }

    /** As after a crash. */
    private DiskStore anew() {
        return new DiskStore(root, Optional.empty(), Clock.systemUTC());
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(root.resolve(FILE.value()), StandardOpenOption.WRITE);
    }

    private static void save(FileChannel open, String content) throws IOException {
        open.truncate(0);
        open.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private void replace() throws IOException {
        Staged staged = store.stage(out -> out.write("from the server".getBytes(StandardCharsets.UTF_8)));
        store.place(staged, FILE, Optional.of(store.hash(FILE)), Optional.empty());
    }

    /** Written by whoever could write into {@code .navette} once: none of our files, and none from elsewhere, comes out of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"../../secret", "../d/copy.txt", "versions/../../../secret", "folder-id", "versions", ".", ""})
    void aForgedNoteBringsNothingIntoTheFolderThatWasNoVersion(String version) throws IOException {
        Path outside = Files.writeString(root.resolveSibling("secret"), "of nobody else");
        Path own = Files.createDirectories(root.resolve(".navette/versions"));
        Files.writeString(own.resolveSibling("folder-id"), "ours");
        Files.writeString(root.resolve(COPY.value()), "a person's");
        Files.writeString(
                own.resolveSibling("replaced"),
                "d%2Fstolen.txt " + URLEncoder.encode(version, StandardCharsets.UTF_8) + " 1,1,1,- - -\n");
        assertEquals(List.of(), store.lateSaves());
        assertEquals("of nobody else", Files.readString(outside));
    }

    @Test
    void whatIsSavedIntoAReplacedFileIsNoticedAndCanBeBroughtBack() throws IOException {
        try (FileChannel open = open()) {
            replace();
            assertEquals(List.of(), store.lateSaves());
            save(open, "saved late");
            store = anew();
            LateSave late = store.lateSaves().getFirst();
            assertEquals(FILE, late.path());
            assertThrows(StoreException.class, () -> store.bringBack(late, FILE), "never over anything");
            store.bringBack(late, COPY);
            save(open, "and saved on");
        }
        assertEquals("and saved on", Files.readString(root.resolve(COPY.value())));
        assertEquals("from the server", Files.readString(root.resolve(FILE.value())));
        assertEquals(List.of(), store.lateSaves());
    }

    @Test
    void whatIsSavedIntoARemovedFileIsNoticedToo() throws IOException {
        try (FileChannel open = open()) {
            store.trash(FILE, store.hash(FILE));
            assertEquals(List.of(), store.lateSaves());
            save(open, "saved late");
        }
        store.bringBack(store.lateSaves().getFirst(), FILE);
        assertEquals("saved late", Files.readString(root.resolve(FILE.value())));
    }

    /** The stamp was too young to be relied on, so the content is compared. */
    @Test
    void aLateSaveOfTheSameSizeAndTimeIsNoticedByItsContent() throws IOException {
        try (FileChannel open = open()) {
            var time = Files.getLastModifiedTime(root.resolve(FILE.value()));
            replace();
            save(open, "late");
            try (var versions = Files.walk(root.resolve(".navette/versions"))) {
                Path version = versions.filter(Files::isRegularFile).findFirst().orElseThrow();
                Files.setLastModifiedTime(version, time);
            }
        }
        assertEquals(1, store.lateSaves().size());
    }

    @Test
    void aCrashBeforeTheExchangeBringsNothingBack() throws IOException {
        DiskStore dies = new DiskStore(
                root, Optional.empty(), Clock.systemUTC(), new FileMover(RenameCalls.ofThisSystem(), true, moment -> {
                    try (var kept = Files.walk(root.resolve(".navette"))) {
                        if (kept.anyMatch(file -> file.getFileName().toString().contains("@"))) {
                            throw new IllegalStateException("killed");
                        }
                    }
                }));
        Staged staged = dies.stage(out -> out.write("from the server".getBytes(StandardCharsets.UTF_8)));
        assertThrows(
                IllegalStateException.class,
                () -> dies.place(staged, FILE, Optional.of(dies.hash(FILE)), Optional.empty()));
        assertEquals("seen", Files.readString(root.resolve(FILE.value())));
        assertEquals(List.of(), anew().lateSaves());
    }

    @Test
    void whatIsNoVersionAnyMoreIsForgotten() throws IOException {
        replace();
        Path notes = root.resolve(".navette/replaced");
        assertTrue(Files.size(notes) > 0);
        try (var versions = Files.walk(root.resolve(".navette/versions"))) {
            for (Path file : versions.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        Files.writeString(notes, "d%2Ff cut of", StandardOpenOption.APPEND);
        assertEquals(List.of(), store.lateSaves());
        assertEquals(0, Files.size(notes));
    }
}
