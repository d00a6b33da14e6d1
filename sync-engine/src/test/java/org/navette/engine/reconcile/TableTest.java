// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.navette.engine.Entries.folderHere;
import static org.navette.engine.Entries.folderSynced;
import static org.navette.engine.Entries.here;
import static org.navette.engine.Entries.synced;
import static org.navette.engine.Entries.there;
import static org.navette.engine.Entries.unread;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Seen;
import org.navette.engine.tree.Sha256;
import org.navette.engine.tree.SyncedState;

/** The table of docs/architecture.md: every cell has a name, and the plan it must give. */
class TableTest {
    /** What is at {@code old.txt}, {@code new.txt}, {@code folder} or below it. */
    record Cell(String name, List<Node> nodes, List<String> plan) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource({"filesBothSidesKnow", "newFiles", "folders", "typeChanges", "moves", "notLookedAt"})
    void cell(Cell cell) {
        Plan plan = Reconciler.reconcile(cell.nodes(), new DeletionGuard(1000, DeletionGuard.Answer.NONE), Set.of());
        assertEquals(
                cell.plan().stream().sorted().toList(),
                plan.actions().stream().map(TableTest::say).sorted().toList());
    }

    @Test
    void aMoveTheServerForbidsIsANewEntryAndADeletion() {
        List<Node> nodes = List.of(node("a", null, SAME_THERE, BASE), node("b", here("old", "k"), null, null));
        Plan plan = Reconciler.reconcile(
                nodes, new DeletionGuard(1000, DeletionGuard.Answer.NONE), Set.of(RelativePath.of("a")));
        assertEquals(
                List.of("DeleteRemote a", "Upload b"),
                plan.actions().stream().map(TableTest::say).sorted().toList());
    }

    @Test
    void nothingMovesIntoWhatBothSidesMadeAFolderOfAFile() {
        List<Node> nodes = List.of(
                node("a", null, SAME_THERE, BASE),
                node("f", folderHere("f"), RemoteState.FOLDER, synced("file", "f")),
                node("f/b", here("old", "k"), null, null));
        Plan plan = Reconciler.reconcile(nodes, new DeletionGuard(1000, DeletionGuard.Answer.NONE), Set.of());
        assertTrue(plan.actions().stream().noneMatch(Action.MoveRemote.class::isInstance), plan.toString());
    }

    @Test
    void whatCannotBeSeenInAFolderDoesNotKeepAFileThatTookItsName() {
        Node retyped = node("d", folderHere("d"), SAME_THERE, BASE);
        Node leftOut = new Node(RelativePath.of("d/left out"), Seen.unknown(), Seen.unknown(), Optional.empty());
        Plan plan = Reconciler.reconcile(
                List.of(retyped, leftOut), new DeletionGuard(1000, DeletionGuard.Answer.NONE), Set.of());
        assertEquals(
                List.of("DeleteRemote d"),
                plan.actions().stream().map(TableTest::say).toList());
    }

    private static final LocalState SAME_HERE = unread("old", "k");
    private static final LocalState EDITED_HERE = here("edited here", "k");
    private static final RemoteState SAME_THERE = there("old");
    private static final RemoteState EDITED_THERE = there("edited there");
    private static final SyncedState BASE = synced("old", "k");

    /** The server's validators are too coarse and too young to be relied on. */
    private static final SyncedState RACY =
            SyncedState.file(BASE.content().orElseThrow(), BASE.local(), false, Optional.of(there("old")), true);

    static Stream<Cell> filesBothSidesKnow() {
        return Stream.of(
                cell("= =", node("f", SAME_HERE, SAME_THERE, BASE)),
                cell("~ =", node("f", EDITED_HERE, SAME_THERE, BASE), "Upload f"),
                cell("= ~", node("f", SAME_HERE, EDITED_THERE, BASE), "Download f"),
                cell("~ ~", node("f", EDITED_HERE, EDITED_THERE, BASE), "KeepBoth f"),
                cell("- =", node("f", null, SAME_THERE, BASE), "DeleteRemote f"),
                cell("= -", node("f", SAME_HERE, null, BASE), "TrashLocal f"),
                cell("~ -", node("f", EDITED_HERE, null, BASE), "Upload f"),
                cell("- ~", node("f", null, EDITED_THERE, BASE), "Download f"),
                cell("- -", node("f", null, null, BASE), "Forget f"),
                cell("touched here, same content", node("f", here("old", "other key"), SAME_THERE, BASE), "Adopt f"),
                cell(
                        "other ETag there, and the checksum of the version before",
                        node("f", SAME_HERE, withChecksum(EDITED_THERE, "old"), BASE),
                        "Download f"),
                cell(
                        "another checksum at the version that is known",
                        node("f", SAME_HERE, withChecksum(SAME_THERE, "other"), BASE)),
                cell(
                        "= ? and the checksum of the content that is known",
                        node("f", SAME_HERE, withChecksum(SAME_THERE, "old"), RACY),
                        "Download f"),
                cell("= ?", node("f", SAME_HERE, SAME_THERE, RACY), "Download f"),
                cell("~ ?", node("f", EDITED_HERE, SAME_THERE, RACY), "KeepBoth f"),
                cell("- ?", node("f", null, SAME_THERE, RACY), "DeleteRemote f"),
                cell("- ~ where it was racy", node("f", null, EDITED_THERE, RACY), "Download f"));
    }

    static Stream<Cell> newFiles() {
        return Stream.of(
                cell("+ ·", node("f", here("new", "n"), null, null), "Upload f"),
                cell("· +", node("f", null, there("new"), null), "Download f"),
                cell(
                        "+ + and the checksum of the same content, which may be that of an earlier version",
                        node("f", here("new", "n"), withChecksum(there("new"), "new"), null),
                        "KeepBoth f"),
                cell("+ + content to be compared", node("f", unread("new", "n"), there("new"), null), "KeepBoth f"),
                cell("+ + another content", node("f", here("mine", "n"), there("theirs"), null), "KeepBoth f"));
    }

    static Stream<Cell> folders() {
        return Stream.of(
                cell("folder + ·", node("d", folderHere("d"), null, null), "MakeCollection d"),
                cell("folder · +", node("d", null, RemoteState.FOLDER, null), "MakeDirectory d"),
                cell("folder + +: merge", node("d", folderHere("d"), RemoteState.FOLDER, null), "Adopt d"),
                cell("folder - =", node("d", null, RemoteState.FOLDER, folderSynced("d")), "DeleteRemote d"),
                cell("folder = -", node("d", folderHere("d"), null, folderSynced("d")), "TrashLocal d"),
                cell("folder - -", node("d", null, null, folderSynced("d")), "Forget d"),
                cells(
                        "folder - = with all below it: one request",
                        List.of("DeleteRemote d"),
                        node("d", null, RemoteState.FOLDER, folderSynced("d")),
                        node("d/a", null, SAME_THERE, BASE),
                        node("d/b", null, null, BASE)),
                cells(
                        "folder - =, a file added below it there: it comes back with that file, the old one goes",
                        List.of("MakeDirectory d", "Download d/new", "DeleteRemote d/old"),
                        node("d", null, RemoteState.FOLDER, folderSynced("d")),
                        node("d/new", null, there("new"), null),
                        node("d/old", null, SAME_THERE, BASE)),
                cells(
                        "folder - =, a file in it became a folder there, with a new file: nothing of it goes unseen",
                        List.of("Forget d/f"),
                        node("d", null, RemoteState.FOLDER, folderSynced("d")),
                        node("d/f", null, RemoteState.FOLDER, BASE),
                        node("d/f/new", null, there("new"), null)),
                cells(
                        "folder = -, a file added below it here: it comes back with that file, the old one goes",
                        List.of("MakeCollection d", "Upload d/new", "TrashLocal d/old"),
                        node("d", folderHere("d"), null, folderSynced("d")),
                        node("d/new", here("new", "n"), null, null),
                        node("d/old", SAME_HERE, null, BASE)),
                cells(
                        "folder = -, a file edited below it here: edit and folder win",
                        List.of("MakeCollection d", "Upload d/f"),
                        node("d", folderHere("d"), null, folderSynced("d")),
                        node("d/f", EDITED_HERE, null, BASE)),
                cells(
                        "folder - =, a deep edit there: all folders above it come back",
                        List.of("MakeDirectory d", "MakeDirectory d/e", "Download d/e/f"),
                        node("d", null, RemoteState.FOLDER, folderSynced("d")),
                        node("d/e", null, RemoteState.FOLDER, folderSynced("e")),
                        node("d/e/f", null, EDITED_THERE, BASE)));
    }

    static Stream<Cell> typeChanges() {
        return Stream.of(
                cells(
                        "file became a folder here: first the file goes",
                        List.of("DeleteRemote x"),
                        node("x", folderHere("x"), SAME_THERE, BASE),
                        node("x/new", here("new", "n"), null, null)),
                cells(
                        "folder became a file here: first the folder goes",
                        List.of("DeleteRemote x"),
                        node("x", here("new", "n"), RemoteState.FOLDER, folderSynced("x")),
                        node("x/old", null, SAME_THERE, BASE)),
                cells(
                        "file became a folder there: first the file goes here",
                        List.of("TrashLocal x"),
                        node("x", SAME_HERE, RemoteState.FOLDER, BASE),
                        node("x/new", null, there("new"), null)),
                cells(
                        "folder became a file there: first the folder goes here",
                        List.of("TrashLocal x", "TrashLocal x/old"),
                        node("x", folderHere("x"), there("new"), folderSynced("x")),
                        node("x/old", SAME_HERE, null, BASE)),
                cells(
                        "file became a folder here, edited there: both stay",
                        List.of("KeepBoth x"),
                        node("x", folderHere("x"), EDITED_THERE, BASE),
                        node("x/new", here("new", "n"), null, null)),
                cells(
                        "file edited here, became a folder there: both stay",
                        List.of("KeepBoth x"),
                        node("x", EDITED_HERE, RemoteState.FOLDER, BASE),
                        node("x/new", null, there("new"), null)),
                cells(
                        "folder became a file here, a file edited below it there: both stay",
                        List.of("KeepBoth x"),
                        node("x", here("new", "n"), RemoteState.FOLDER, folderSynced("x")),
                        node("x/f", null, EDITED_THERE, BASE)),
                cell(
                        "file became a folder on both sides: forget, then merge",
                        node("x", folderHere("x"), RemoteState.FOLDER, BASE),
                        "Forget x"),
                cell(
                        "new file here, new folder there: both stay",
                        node("x", here("new", "n"), RemoteState.FOLDER, null),
                        "KeepBoth x"),
                cell(
                        "new folder here, new file there: both stay",
                        node("x", folderHere("n"), there("new"), null),
                        "KeepBoth x"),
                cell(
                        "gone here, file became a folder there: forget, then fetch",
                        node("x", null, RemoteState.FOLDER, BASE),
                        "Forget x"),
                cell(
                        "file became a folder here, gone there: forget, then send",
                        node("x", folderHere("x"), null, BASE),
                        "Forget x"));
    }

    static Stream<Cell> moves() {
        Node folderGone = node("d", null, RemoteState.FOLDER, folderSynced("d"));
        Node inside = node("d/f", null, SAME_THERE, BASE);
        return Stream.of(
                cells(
                        "file moved here, = there: one MOVE",
                        List.of("MoveRemote a -> b"),
                        node("a", null, SAME_THERE, BASE),
                        node("b", here("old", "k"), null, null)),
                cells(
                        "file moved here, ~ there: MOVE, the download follows",
                        List.of("MoveRemote a -> b"),
                        node("a", null, EDITED_THERE, BASE),
                        node("b", here("old", "k"), null, null)),
                cells(
                        "folder moved here: one MOVE for all below it",
                        List.of("MoveRemote d -> e"),
                        folderGone,
                        inside,
                        node("e", folderHere("d"), null, null),
                        node("e/f", unread("old", "k"), null, null)),
                cells(
                        "folder moved into a new folder: that one first",
                        List.of("MakeCollection n", "MoveRemote d -> n/d"),
                        folderGone,
                        inside,
                        node("n", folderHere("n"), null, null),
                        node("n/d", folderHere("d"), null, null),
                        node("n/d/f", unread("old", "k"), null, null)),
                cells(
                        "moved into a folder that is still a file there: not a move yet",
                        List.of("DeleteRemote d", "DeleteRemote x"),
                        node("d", null, SAME_THERE, BASE),
                        node("x", folderHere("x"), there("was a file"), synced("was a file", "x")),
                        node("x/d", here("old", "k"), null, null)),
                cells(
                        "moved to A here, to B there: both names exist",
                        List.of("Forget x", "Upload a", "Download b"),
                        node("x", null, null, BASE),
                        node("a", here("old", "k"), null, null),
                        node("b", null, there("old"), null)),
                cells(
                        "renamed from a to b here, and from b to a there: one file, which nobody deletes",
                        List.of("MoveRemote a -> b"),
                        node("a", null, SAME_THERE, BASE),
                        node("b", here("old", "k"), null, BASE)),
                cells(
                        "the same, before it was read again",
                        List.of("DeleteRemote a", "Upload b"),
                        node("a", null, SAME_THERE, BASE),
                        node("b", SAME_HERE, null, BASE)),
                cells(
                        "a deleted here and b there, two files with one content",
                        List.of("DeleteRemote a", "TrashLocal b"),
                        node("a", null, SAME_THERE, BASE),
                        node("b", unread("old", "other"), null, synced("old", "other"))),
                cells(
                        "same key, another content: no move (the key was used again)",
                        List.of("DeleteRemote a", "Upload b"),
                        node("a", null, SAME_THERE, BASE),
                        node("b", here("another", "k"), null, null)),
                cells(
                        "= here, moved there, identity certain by file id",
                        List.of("MoveLocal a -> b"),
                        node("a", SAME_HERE, null, withRemoteId("old", "id7")),
                        node("b", null, withId(there("old"), "id7"), null)),
                cells(
                        "= here, moved there, identity uncertain",
                        List.of("TrashLocal a", "Download b"),
                        node("a", SAME_HERE, null, BASE),
                        node("b", null, there("old"), null)),
                cells(
                        "while something moves, nothing is deleted",
                        List.of("MoveRemote a -> b", "Hold c"),
                        node("a", null, SAME_THERE, BASE),
                        node("b", here("old", "k"), null, null),
                        node("c", null, there("other"), synced("other", "c"))));
    }

    static Stream<Cell> notLookedAt() {
        return Stream.of(
                cell("not seen here", new Node(RelativePath.of("f"), Seen.unknown(), Seen.absent(), Optional.of(BASE))),
                cell(
                        "not seen there",
                        new Node(RelativePath.of("f"), Seen.absent(), Seen.unknown(), Optional.of(BASE))),
                cells(
                        "a folder that is gone, but in which something could not be seen, stays",
                        List.of("DeleteRemote d/old"),
                        node("d", null, RemoteState.FOLDER, folderSynced("d")),
                        node("d/old", null, SAME_THERE, BASE),
                        new Node(RelativePath.of("d/unseen"), Seen.absent(), Seen.unknown(), Optional.of(BASE))));
    }

    private static String say(Action action) {
        String name = action.getClass().getSimpleName() + " " + action.path();
        return switch (action) {
            case Action.MoveRemote move -> name + " -> " + move.to();
            case Action.MoveLocal move -> name + " -> " + move.to();
            default -> name;
        };
    }

    private static Cell cell(String name, Node node, String... plan) {
        return new Cell(name, List.of(node), List.of(plan));
    }

    private static Cell cells(String name, List<String> plan, Node... nodes) {
        return new Cell(name, List.of(nodes), plan);
    }

    private static Node node(
            String path, @Nullable LocalState here, @Nullable RemoteState there, @Nullable SyncedState base) {
        return new Node(
                RelativePath.of(path),
                Seen.of(Optional.ofNullable(here)),
                Seen.of(Optional.ofNullable(there)),
                Optional.ofNullable(base));
    }

    private static RemoteState withChecksum(RemoteState state, String content) {
        return new RemoteState(
                state.kind(),
                state.size(),
                state.etag(),
                state.modified(),
                new RemoteState.Extras(
                        state.fileId(),
                        Optional.of(Sha256.ofContent(content.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                        Optional.empty()));
    }

    private static RemoteState withId(RemoteState state, String id) {
        return state.identifiedAs(RemoteState.folder(
                Optional.empty(), new RemoteState.Extras(Optional.of(id), Optional.empty(), Optional.empty())));
    }

    private static SyncedState withRemoteId(String content, String id) {
        return SyncedState.file(
                BASE.content().orElseThrow(), BASE.local(), false, Optional.of(withId(there(content), id)), false);
    }
}
