// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navette.engine.pass.LocalRemoval.Reason;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Problem;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.navette.testserver.FakeDav;
import org.navette.testserver.FakeFeature;

/** What another Navette remembers, somewhere in the synced folder or on the share: journals and passwords of whoever. */
@Tag("integration")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class NavetteHomeTest extends OnePairOnFake {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    /** A real one, of another user or an earlier run. */
    private void anotherHome(String path) throws Exception {
        try (FakeDav other = FakeDav.start(EnumSet.noneOf(FakeFeature.class))) {
            assertEquals(
                    PassResult.NOTHING,
                    pair.in(pair.file(path), place.resolve("other folder"), other)
                            .pass());
        }
        pair.write(path + "/passwords/" + SECRET, "secret");
        pair.write(path + "/logs/navette.log", "a log");
    }

    private static List<Problem> own(String... paths) {
        return List.of(paths).stream()
                .map(path -> new Problem(path, new Failure.OwnPlace()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup", "old/home of Marie/.local/share/navette", "Users/x/AppData/Navette"})
    void itIsLeftOutAndSaid(String path) throws Exception {
        pair.write("a.txt", "a");
        anotherHome(path);
        pair.write(path + "/notes.txt", "not even this");
        for (int pass = 0; pass < 3; pass++) {
            PassResult result = pair.pass();
            assertEquals(own(path), result.problems());
            assertTrue(result.isInStep());
        }
        assertEquals(Optional.of("a"), server.content("/a.txt"));
        assertTrue(server.requests().stream()
                .noneMatch(request ->
                        request.contains(path.substring(path.lastIndexOf('/') + 1) + "/") || request.contains(SECRET)));
        assertEquals("secret", pair.read(path + "/passwords/" + SECRET));
    }

    @Test
    void oneThatWasAFolderLikeAnyOtherIsLeftOutFromThenOnAndDeletedNowhere() throws Exception {
        pair.write("x/logs/old.log", "from before");
        assertEquals(PassResult.NOTHING, pair.pass());
        anotherHome("x");
        assertEquals(own("x"), pair.pass().problems());
        server.put("/x/logs/old.log", "changed there");
        assertEquals(own("x"), pair.pass().problems());
        assertEquals("from before", pair.read("x/logs/old.log"));
        Files.delete(pair.file("x/logs/old.log"));
        assertEquals(own("x"), pair.pass().problems());
        assertEquals(Optional.of("changed there"), server.content("/x/logs/old.log"));
        assertEquals(Optional.empty(), server.content("/x/passwords/" + SECRET));
    }

    @Test
    void itsFoldersAreLeftOutWhereTheyLieByThemselves() throws Exception {
        anotherHome("home");
        Files.createDirectories(pair.file("backup/deep"));
        Files.move(pair.file("home/pairs"), pair.file("backup/deep/pairs"));
        Files.move(pair.file("home/passwords"), pair.file("backup/passwords"));
        Files.delete(pair.file("home/logs/navette.log"));
        PassResult result = pair.pass();
        assertEquals(Set.copyOf(own("backup/passwords", "backup/deep")), Set.copyOf(result.problems()));
        assertTrue(server.requests().stream().noneMatch(request -> request.contains(SECRET)));
    }

    @Test
    void oneOnTheShareIsNotReceived() throws Exception {
        for (String collection : List.of(
                "/a",
                "/a/pairs",
                "/a/pairs/0123456789abcdef",
                "/b",
                "/b/passwords",
                "/c",
                "/c/pairs",
                "/c/pairs/0123456789abcdef")) {
            server.makeCollection(collection);
        }
        server.put("/a/records.db", "SQLite format 3\0");
        server.put("/a/pairs/0123456789abcdef/journal.db", "SQLite format 3\0");
        server.put("/b/passwords/" + SECRET, "secret");
        server.put("/c/pairs/0123456789abcdef/journal.db", "SQLite format 3\0");
        server.put("/c/pairs/0123456789abcdef/local-folder", "/home/x");
        server.put("/d.txt", "d");
        PassResult result = pair.pass();
        assertEquals(Set.copyOf(own("a", "b/passwords", "c/pairs/0123456789abcdef")), Set.copyOf(result.problems()));
        assertEquals("d", pair.read("d.txt"));
        assertFalse(pair.has("a/records.db"));
        assertFalse(pair.has("b/passwords/" + SECRET));
        assertFalse(pair.has("c/pairs/0123456789abcdef/journal.db"));
        assertEquals(Optional.of("secret"), server.content("/b/passwords/" + SECRET));
    }

    @Test
    void foldersOfPeopleWithSuchNamesAreSynced() throws Exception {
        pair.write("game/pairs/socks.txt", "1");
        pair.write("game/passwords/mine.txt", "2");
        pair.write("service/settings.toml", "3");
        pair.write("service/logs/today.log", "4");
        pair.write("study/records.db", "5");
        pair.write("study/journal.db", "6");
        pair.write("data/records.db", "no database");
        pair.write("data/settings.toml", "7");
        assertEquals(PassResult.NOTHING, pair.pass());
        assertEquals(Optional.of("6"), server.content("/study/journal.db"));
    }

    @Test
    void oneIsNeverSyncedByItself() throws Exception {
        anotherHome("home");
        PairOnFake whole = pair.in(place.resolve("home"), pair.file("home"), server);
        StoreException refused = assertThrows(StoreException.class, whole::pass);
        assertInstanceOf(Failure.FoldersOverlap.class, refused.failure());
    }

    @Test
    void whoRemovesAFolderWithAllThatIsInItKeepsIt() throws Exception {
        pair = new PairOnFake(place, server, "left out/");
        pair.write("a.txt", "a");
        assertEquals(PassResult.NOTHING, pair.pass());
        anotherHome("deep/home");
        anotherHome("left out/home");
        pair.write("left out/b.txt", "b");
        try (FolderPair open = pair.open()) {
            LocalRemoval.Report report = open.removeLocal(new LocalRemoval.Options(true, Set.of()));
            assertEquals(
                    Set.of(
                            new LocalRemoval.Kept("deep/home", Reason.OWN_PLACE),
                            new LocalRemoval.Kept("left out", Reason.OWN_PLACE)),
                    Set.copyOf(report.kept()));
        }
        assertEquals("secret", pair.read("deep/home/passwords/" + SECRET));
        assertEquals("secret", pair.read("left out/home/passwords/" + SECRET));
        assertFalse(pair.has("left out/b.txt"));
        assertFalse(pair.has("a.txt"));
    }

    @Test
    void whatChangesThereIsNoNews() throws Exception {
        anotherHome("deep/home");
        pair.write("deep/a.txt", "a");
        try (FolderPair open = pair.open()) {
            RelativePath inside = RelativePath.of("deep/home/passwords/" + SECRET);
            RelativePath beside = RelativePath.of("deep/a.txt");
            assertEquals(Set.of(beside), open.changedHere(Set.of(inside, beside)));
        }
    }
}
