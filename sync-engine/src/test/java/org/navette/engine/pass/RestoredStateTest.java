// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.port.SyncEvent.Operation;

/** A folder or a journal that was restored from an earlier state takes nothing along on the server. */
@Tag("integration")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RestoredStateTest extends OnePairOnFake {
    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void restore(Path backup, Path to) throws IOException {
        MoreFiles.deleteRecursively(to, RecursiveDeleteOption.ALLOW_INSECURE);
        copy(backup, to);
    }

    private void twoVersionsOfLife(Path folderBackup, Path homeBackup) throws Exception {
        pair.write("old.txt", "as it was");
        pair.write("edited.txt", "first");
        pair.write("in/moved.txt", "moves");
        assertEquals(PassResult.NOTHING, pair.pass());
        copy(pair.root(), folderBackup);
        copy(pair.home(), homeBackup);
        pair.write("edited.txt", "second, and longer");
        pair.write("added.txt", "added since");
        Files.move(pair.file("in/moved.txt"), pair.file("moved.txt"));
        assertEquals(PassResult.NOTHING, pair.pass());
        pair.events().clear();
    }

    private boolean isDeleted() {
        return pair.events().stream()
                .anyMatch(event -> event instanceof SyncEvent.Done done
                        && (done.operation() == Operation.DELETED_REMOTE
                                || done.operation() == Operation.TRASHED
                                || done.operation() == Operation.MOVED_REMOTE));
    }

    private boolean isComparedAnew() {
        return pair.events().contains(new SyncEvent.ComparedAnew());
    }

    @Test
    void anOlderFolderUnderANewerJournalDeletesAndReplacesNothing() throws Exception {
        twoVersionsOfLife(place.resolve("folder-backup"), place.resolve("home-backup"));
        restore(place.resolve("folder-backup"), pair.root());
        assertEquals(PassResult.NOTHING, pair.pass());
        assertTrue(isComparedAnew());
        assertFalse(isDeleted());
        assertEquals("added since", pair.read("added.txt"));
        assertEquals(Optional.of("added since"), server.content("/added.txt"));
        assertEquals(Optional.of("second, and longer"), server.content("/edited.txt"));
        assertEquals("second, and longer", pair.read("edited.txt"));
        assertTrue(pair.events().stream()
                .anyMatch(event -> event instanceof SyncEvent.Done done && done.operation() == Operation.CONFLICT));
        pair.events().clear();
        assertEquals(PassResult.NOTHING, pair.pass());
        assertFalse(isComparedAnew());
    }

    @Test
    void anOlderHomeOverANewerFolderDeletesAndReplacesNothing() throws Exception {
        twoVersionsOfLife(place.resolve("folder-backup"), place.resolve("home-backup"));
        Files.delete(pair.file("old.txt"));
        assertEquals(PassResult.NOTHING, pair.pass());
        server.put("/old.txt", "put there again by somebody");
        pair.events().clear();
        restore(place.resolve("home-backup"), pair.home());
        assertEquals(PassResult.NOTHING, pair.pass());
        assertTrue(isComparedAnew());
        assertFalse(isDeleted());
        assertEquals(Optional.of("put there again by somebody"), server.content("/old.txt"));
        assertEquals(Optional.of("added since"), server.content("/added.txt"));
        assertEquals("second, and longer", pair.read("edited.txt"));
        assertEquals("put there again by somebody", pair.read("old.txt"));
    }

    @Test
    void aFileOfWhichOnlyTheOldJournalKnowsIsNotDeletedOnTheServer() throws Exception {
        pair.write("gone.txt", "one");
        pair.write("stays.txt", "stays");
        assertEquals(PassResult.NOTHING, pair.pass());
        copy(pair.home(), place.resolve("home-backup"));
        // Left out on this computer since then: it is forgotten here, and everybody else has it.
        Files.delete(pair.file("gone.txt"));
        pair.write(".navetteignore", "gone.txt\n");
        assertEquals(PassResult.NOTHING, pair.pass());
        // Nobody has these rules any more.
        Files.delete(pair.file(".navetteignore"));
        server.move("/.navetteignore", "/old rules.txt");
        restore(place.resolve("home-backup"), pair.home());
        pair.pass();
        assertTrue(isComparedAnew());
        assertEquals(Optional.of("one"), server.content("/gone.txt"));
        assertEquals("one", pair.read("gone.txt"));
    }

    @Test
    void aComputerThatIsRestoredAsAWholeGoesOnWithoutComparing() throws Exception {
        twoVersionsOfLife(place.resolve("folder-backup"), place.resolve("home-backup"));
        restore(place.resolve("folder-backup"), pair.root());
        restore(place.resolve("home-backup"), pair.home());
        assertEquals(PassResult.NOTHING, pair.pass());
        assertFalse(isComparedAnew());
        assertEquals("second, and longer", pair.read("edited.txt"));
        assertEquals("added since", pair.read("added.txt"));
        assertEquals("moves", pair.read("moved.txt"));
    }

    @Test
    void aFolderThatIsCopiedToAnotherComputerIsNoRestoredOne() throws Exception {
        twoVersionsOfLife(place.resolve("folder-backup"), place.resolve("home-backup"));
        PairOnFake other = pair.in(place.resolve("other-home"), place.resolve("folder-backup"), server);
        assertEquals(PassResult.NOTHING, other.pass());
        assertEquals(Optional.of("second, and longer"), server.content("/edited.txt"));
        assertEquals(Optional.of("added since"), server.content("/added.txt"));
        assertEquals("added since", other.read("added.txt"));
        pair.events().clear();
        assertEquals(PassResult.NOTHING, pair.pass());
        assertFalse(isComparedAnew());
    }

    @Test
    void aJournalThatIsLostComparesAndSaysNothingOfARestore() throws Exception {
        twoVersionsOfLife(place.resolve("folder-backup"), place.resolve("home-backup"));
        MoreFiles.deleteRecursively(pair.home(), RecursiveDeleteOption.ALLOW_INSECURE);
        assertEquals(PassResult.NOTHING, pair.pass());
        assertFalse(isDeleted());
        assertFalse(isComparedAnew());
        assertEquals("second, and longer", pair.read("edited.txt"));
    }

    @Test
    void aFolderFromBeforeThereWereTokensIsAdoptedAsItIs() throws Exception {
        pair.write("a.txt", "a");
        assertEquals(PassResult.NOTHING, pair.pass());
        try (FolderPair open = pair.open()) {
            assertEquals(PassResult.NOTHING, open.pass(PassOptions.USUAL));
        }
        assertFalse(isComparedAnew());
    }
}
