// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.navette.engine.local.VersionStore;
import org.navette.engine.pass.LocalRemoval.Reason;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.navette.testserver.FakeDav;
import org.navette.testserver.FakeFeature;

/** Local files only go once the server was seen to have them, at that moment. */
@Tag("integration")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LocalRemovalTest {
    private static final LocalRemoval.Options PROVEN_ONLY = new LocalRemoval.Options(false, Set.of());
    private static final LocalRemoval.Options ALL = new LocalRemoval.Options(true, Set.of());

    @TempDir
    private Path place;

    private FakeDav server;
    private PairOnFake pair;

    @BeforeEach
    void start() throws IOException {
        server = FakeDav.start(EnumSet.noneOf(FakeFeature.class));
        pair = new PairOnFake(place, server, "*.raw");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void synced(String... paths) throws Exception {
        for (String path : paths) {
            pair.write(path, "content of " + path);
        }
        assertEquals(PassResult.NOTHING, pair.pass());
    }

    private LocalRemoval.Report remove(LocalRemoval.Options options) throws StoreException {
        try (FolderPair open = pair.open()) {
            return open.removeLocal(options);
        }
    }

    private static Map<String, Reason> kept(LocalRemoval.Report report) {
        Map<String, Reason> kept = new TreeMap<>();
        report.kept().forEach(entry -> kept.put(entry.where(), entry.why()));
        return kept;
    }

    @Test
    void whatTheServerHasGoesWithItsFolders() throws Exception {
        synced("a.txt", "deep/er/b.txt");
        LocalRemoval.Report report = remove(PROVEN_ONLY);
        assertEquals(new LocalRemoval.Report(2, report.kept(), false, Optional.empty()), report);
        assertEquals(Map.of(), kept(report));
        assertFalse(pair.has("deep"));
        assertFalse(Unlink.forget(
                pair.home(), pair.root(), pair.settings().account().address(), true));
        assertFalse(Files.exists(pair.root()));
        assertEquals(Optional.of("content of deep/er/b.txt"), server.content("/deep/er/b.txt"));
    }

    @Test
    void aServerThatIsGoneDeletesNothing() throws Exception {
        synced("a.txt", "b.txt");
        server.close();
        StoreException failed = assertThrows(StoreException.class, () -> remove(ALL));
        assertInstanceOf(Failure.Unreachable.class, failed.failure());
        assertEquals("content of a.txt", pair.read("a.txt"));
        assertEquals("content of b.txt", pair.read("b.txt"));
    }

    @Test
    void aShareThatWasEmptiedKeepsEverythingHere() throws Exception {
        synced("a.txt", "in/b.txt");
        server.move("/a.txt", "/elsewhere.txt");
        server.move("/in", "/other");
        LocalRemoval.Report report = remove(new LocalRemoval.Options(false, Set.of(RelativePath.of("a.txt"))));
        assertEquals(Map.of("a.txt", Reason.GUARD_ASKS, "in/b.txt", Reason.NOT_ON_SERVER), kept(report));
        assertEquals("content of in/b.txt", pair.read("in/b.txt"));
        assertEquals(0, report.deleted());
    }

    @Test
    void whatWasNeverSentIsLeftOutOrDiffersIsKeptAndNamed() throws Exception {
        synced("a.txt", "edited.txt", "edited-there.txt", "in/same.txt");
        pair.write("new.txt", "never sent");
        pair.write("shot.raw", "left out");
        pair.write("in/shot.raw", "left out, too");
        pair.write("edited.txt", "an edit here!");
        server.put("/edited-there.txt", "somebody else wrote this");
        Files.createSymbolicLink(pair.file("link"), pair.file("a.txt"));
        Files.createDirectory(pair.file("empty"));
        LocalRemoval.Report report = remove(PROVEN_ONLY);
        assertEquals(
                Map.of(
                        "new.txt", Reason.NEVER_SENT,
                        "shot.raw", Reason.LEFT_OUT,
                        "in/shot.raw", Reason.LEFT_OUT,
                        "edited.txt", Reason.OTHER_CONTENT,
                        "edited-there.txt", Reason.OTHER_CONTENT,
                        "link", Reason.SPECIAL,
                        "empty", Reason.NEVER_SENT),
                kept(report));
        assertEquals(2, report.deleted());
        assertEquals("an edit here!", pair.read("edited.txt"));
        assertFalse(pair.has("in/same.txt"));
        assertTrue(pair.has("link"));
    }

    @Test
    void anEditOfTheSameSizeAndTimeIsSeenByItsContent() throws Exception {
        synced("a.txt");
        FileTime time = Files.getLastModifiedTime(pair.file("a.txt"));
        pair.write("a.txt", "CONTENT of a.txt");
        Files.setLastModifiedTime(pair.file("a.txt"), time);
        assertEquals(Map.of("a.txt", Reason.OTHER_CONTENT), kept(remove(PROVEN_ONLY)));
        assertEquals("CONTENT of a.txt", pair.read("a.txt"));
    }

    @Test
    void theSecondWordTakesTheRestButNotBeyondALink() throws Exception {
        synced("a.txt");
        Path outside = Files.createDirectory(place.resolve("outside"));
        Files.writeString(outside.resolve("mine.txt"), "mine");
        Files.createSymbolicLink(pair.file("link"), outside);
        pair.write("folder/shot.raw", "left out");
        pair.write("new.txt", "never sent");
        pair.write(".navette/versions/a.txt@20260101T000000.000Z", "a version");
        LocalRemoval.Report report = remove(ALL);
        assertEquals(Map.of(), kept(report));
        assertFalse(report.versionsKept());
        assertFalse(Unlink.forget(
                pair.home(), pair.root(), pair.settings().account().address(), true));
        assertEquals("mine", Files.readString(outside.resolve("mine.txt")));
    }

    @Test
    void previousVersionsAreKeptAndSaid() throws Exception {
        synced("a.txt");
        server.put("/a.txt", "newer");
        assertEquals(PassResult.NOTHING, pair.pass());
        LocalRemoval.Report report = remove(PROVEN_ONLY);
        assertTrue(report.versionsKept());
        assertEquals(1, report.deleted());
        assertTrue(Unlink.forget(
                pair.home(), pair.root(), pair.settings().account().address(), true));
        try (var versions = Files.list(pair.file(".navette/versions"))) {
            assertEquals(1, versions.count());
        }
        assertEquals(
                0,
                new VersionStore(pair.root(), InstantSource.system())
                        .list(RelativePath.of("b"))
                        .size());
    }

    @Test
    void aDocumentThatIsOpenIsKept() throws Exception {
        synced("Budget.ods");
        pair.write(".~lock.Budget.ods#", "me");
        assertEquals(Reason.IN_USE, kept(remove(PROVEN_ONLY)).get("Budget.ods"));
        assertEquals("content of Budget.ods", pair.read("Budget.ods"));
    }

    @Test
    void aRemovalThatWasCutOffIsNoDeletionForTheNextPassAndCanBeRepeated() throws Exception {
        synced("a.txt", "b.txt", "c.txt");
        pair.write("new.txt", "never sent");
        assertEquals(3, remove(PROVEN_ONLY).deleted());
        // The program is killed before it forgets the pair; a pass comes before anybody repeats the removal.
        assertEquals(PassResult.NOTHING, pair.pass());
        assertEquals(Optional.of("content of a.txt"), server.content("/a.txt"));
        assertEquals("content of b.txt", pair.read("b.txt"));
        assertEquals(4, remove(PROVEN_ONLY).deleted());
        assertEquals(0, remove(PROVEN_ONLY).deleted());
    }

    @Test
    void aFileThatWasTakenFromItsNameByARemovalThatWasCutOffComesBack() throws Exception {
        synced("in/a.txt");
        pair.write(".navette/removing/in/b.txt", "on its way");
        assertEquals(Map.of("in/b.txt", Reason.NEVER_SENT), kept(remove(PROVEN_ONLY)));
        assertEquals("on its way", pair.read("in/b.txt"));
    }

    @Test
    void anotherFolderInThePlaceOfTheSyncedOneIsNotTouched() throws Exception {
        synced("a.txt");
        Files.writeString(pair.file(".navette/folder-id"), "another\n");
        StoreException failed = assertThrows(StoreException.class, () -> remove(ALL));
        assertInstanceOf(Failure.LocalRootReplaced.class, failed.failure());
        assertEquals("content of a.txt", pair.read("a.txt"));
    }
}
