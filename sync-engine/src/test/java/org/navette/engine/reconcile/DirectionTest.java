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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Seen;
import org.navette.engine.tree.SyncedState;

/** What a pair does that may only change one side. */
class DirectionTest {
    private static final SyncedState BASE = synced("old", "k");
    private static final SyncedState RACY =
            SyncedState.file(BASE.content().orElseThrow(), BASE.local(), false, Optional.of(there("old")), true);

    private static Node node(
            String path, @Nullable LocalState here, @Nullable RemoteState there, @Nullable SyncedState base) {
        return new Node(
                RelativePath.of(path),
                Seen.of(Optional.ofNullable(here)),
                Seen.of(Optional.ofNullable(there)),
                Optional.ofNullable(base));
    }

    private static List<Action> actions(Direction direction, List<Node> nodes) {
        Plan plan = direction.carriedOut(Reconciler.reconcile(
                direction.seen(nodes), new DeletionGuard(1000, DeletionGuard.Answer.NONE), Set.of()));
        return plan.actions();
    }

    private static String say(List<Action> actions) {
        return String.join(
                " ",
                actions.stream()
                        .map(action -> action.getClass().getSimpleName() + ":" + action.path())
                        .sorted()
                        .toList());
    }

    /** The columns: here, there; what an upload-only, and a download-only pair does with it. */
    @ParameterizedTest
    @CsvSource({
        "=, =, '', ''",
        "~, =, Upload:f, ''",
        "=, ~, KeepBoth:f, Download:f",
        "~, ~, KeepBoth:f, KeepBoth:f",
        "-, =, DeleteRemote:f, Download:f",
        "=, -, Upload:f, TrashLocal:f",
        "~, -, Upload:f, ''",
        "-, ~, '', Download:f",
        "-, -, Forget:f, Forget:f",
        "+, ., Upload:f, ''",
        "., +, '', Download:f",
        "+, +, KeepBoth:f, KeepBoth:f"
    })
    void files(String here, String there, String upload, String download) {
        LocalState local = switch (here) {
            case "=" -> unread("old", "k");
            case "~" -> here("mine", "k");
            case "+" -> here("mine", "n");
            default -> null;
        };
        RemoteState remote = switch (there) {
            case "=" -> there("old");
            case "~", "+" -> there("theirs");
            default -> null;
        };
        boolean known = !here.equals("+") && !there.equals("+");
        List<Node> nodes = List.of(node("f", local, remote, known ? BASE : null));
        assertEquals(upload, say(actions(Direction.UPLOAD, nodes)));
        assertEquals(download, say(actions(Direction.DOWNLOAD, nodes)));
    }

    @Test
    void foldersComeBackOnTheSideThatFollows() {
        List<Node> goneThere = List.of(
                node("d", folderHere("d"), null, folderSynced("d")), node("d/f", unread("old", "k"), null, BASE));
        assertEquals("MakeCollection:d Upload:d/f", say(actions(Direction.UPLOAD, goneThere)));
        List<Node> goneHere =
                List.of(node("d", null, RemoteState.FOLDER, folderSynced("d")), node("d/f", null, there("old"), BASE));
        assertEquals("Download:d/f MakeDirectory:d", say(actions(Direction.DOWNLOAD, goneHere)));
    }

    @Test
    void aFolderGoneOnTheServerStaysHereForWhatOnlyIsHere() {
        List<Node> nodes = List.of(
                node("d", folderHere("d"), null, folderSynced("d")), node("d/mine", here("mine", "n"), null, null));
        assertEquals("", say(actions(Direction.DOWNLOAD, nodes)));
    }

    /** Every way a file or a folder can be, on both sides, alone and below a folder that is any way: nothing slips through. */
    @Test
    void theOtherSideIsNeverChanged() {
        List<@Nullable LocalState> heres =
                Arrays.asList(null, unread("old", "k"), here("mine", "k"), here("old", "n"), folderHere("k"));
        List<@Nullable RemoteState> theres = Arrays.asList(null, there("old"), there("theirs"), RemoteState.FOLDER);
        List<@Nullable SyncedState> bases = Arrays.asList(null, BASE, RACY, folderSynced("k"));
        int tried = 0;
        List<Node> all = new ArrayList<>();
        for (LocalState here : heres) {
            for (RemoteState there : theres) {
                for (SyncedState base : bases) {
                    all.add(node("d", here, there, base));
                }
            }
        }
        for (Node outer : all) {
            for (Node inner : all) {
                Node below = new Node(RelativePath.of("d/f"), inner.local(), inner.remote(), inner.synced());
                Node beside = new Node(RelativePath.of("e"), inner.local(), inner.remote(), inner.synced());
                List<List<Node>> cases = isPossible(outer, inner)
                        ? List.of(List.of(outer, below), List.of(outer, beside))
                        : List.of(List.of(outer, beside));
                for (List<Node> nodes : cases) {
                    assertNeverDoes(
                            Direction.UPLOAD,
                            nodes,
                            Set.of(
                                    Action.Download.class,
                                    Action.TrashLocal.class,
                                    Action.MakeDirectory.class,
                                    Action.MoveLocal.class));
                    assertNeverDoes(
                            Direction.DOWNLOAD,
                            nodes,
                            Set.of(
                                    Action.Upload.class,
                                    Action.DeleteRemote.class,
                                    Action.MakeCollection.class,
                                    Action.MoveRemote.class));
                    tried++;
                }
            }
        }
        assertTrue(tried > all.size() * all.size(), "with folders, too");
    }

    private static void assertNeverDoes(Direction direction, List<Node> nodes, Set<Class<? extends Action>> forbidden) {
        for (Action action : actions(direction, nodes)) {
            boolean comparesOtherwise = action instanceof Action.KeepBoth both && both.direction() != direction;
            assertTrue(!forbidden.contains(action.getClass()) && !comparesOtherwise, action + " for " + nodes);
        }
    }

    /** On each side, and in what both last agreed on, something is only in a folder. */
    private static boolean isPossible(Node outer, Node inner) {
        boolean here = inner.local().state().isEmpty()
                || outer.local().state().filter(state -> !state.isFile()).isPresent();
        boolean there = inner.remote().state().isEmpty()
                || outer.remote().state().filter(state -> !state.isFile()).isPresent();
        boolean base = inner.synced().isEmpty()
                || outer.synced().filter(state -> !state.isFile()).isPresent();
        return here && there && base;
    }

    /** What was sent may be in doubt for long, where a server tells versions of one second not apart. */
    @Test
    void aFileInDoubtThatBecameAFolderHereIsReplaced() {
        List<Node> nodes = List.of(
                node("f", folderHere("k2"), there("old"), RACY), node("f/inner", here("inner", "k3"), null, null));
        assertEquals("DeleteRemote:f", say(actions(Direction.UPLOAD, nodes)));
    }

    /** Else it would be tried at each pass, and refused. */
    @Test
    void whatIsInAFolderThatIsAFileOnTheOtherSideWaits() {
        List<Node> uploaded = List.of(
                node("f", folderHere("k2"), there("new"), BASE), node("f/inner", here("inner", "k3"), null, null));
        assertEquals("", say(actions(Direction.UPLOAD, uploaded)));
        List<Node> received = List.of(
                node("f", here("mine", "k4"), RemoteState.FOLDER, folderSynced("1")),
                node("f/inner", null, there("inner"), null),
                node("g", null, there("g"), null));
        assertEquals("Download:g", say(actions(Direction.DOWNLOAD, received)));
    }
}
