// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.navette.engine.Entries;
import org.navette.engine.reconcile.DeletionGuard.Answer;
import org.navette.engine.reconcile.DeletionGuard.Doubt;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Seen;

class DeletionGuardTest {
    private static List<Node> gone(long files) {
        return LongStream.range(0, files)
                .mapToObj(i -> new Node(
                        RelativePath.of("gone" + i),
                        Seen.absent(),
                        Seen.there(Entries.there("x" + i)),
                        Optional.of(Entries.synced("x" + i, "k" + i))))
                .toList();
    }

    private static List<Node> goneThere(long files) {
        return gone(files).stream()
                .map(node -> new Node(
                        node.path(),
                        Seen.there(Entries.here("x" + node.path().value().substring(4), "k")),
                        Seen.absent(),
                        node.synced()))
                .toList();
    }

    private static DeletionGuard guard(long files) {
        return new DeletionGuard(files, Answer.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, NONE",
        "1, 1, FOLDER_EMPTIED",
        "1, 2, NONE",
        "50, 51, NONE",
        "51, 52, MANY",
        "51, 254, MANY",
        "51, 255, NONE",
        "60, 1000, NONE",
        "201, 1000, MANY",
        "3, 3, FOLDER_EMPTIED"
    })
    void holdsManyDeletionsThatAreALargePartAndAll(long deletions, long files, Doubt doubt) {
        assertEquals(doubt, guard(files).doubt(gone(deletions)));
    }

    @Test
    void aShareThatWasSetUpAnewIsHeldAlthoughItsFoldersAreThere() {
        Node folder = new Node(
                RelativePath.of("Documents"),
                Seen.there(Entries.folderHere("f")),
                Seen.there(RemoteState.FOLDER),
                Optional.of(Entries.folderSynced("f")));
        List<Node> all = Stream.concat(goneThere(3).stream(), Stream.of(folder)).toList();

        Plan plan = Reconciler.reconcile(all, guard(3), Set.of());

        assertEquals(Doubt.SHARE_EMPTIED, plan.doubt());
        assertEquals(3, plan.held().size());
        assertTrue(plan.actions().stream().noneMatch(Action::isDeletion));
    }

    @Test
    void foldersAloneAreNothingToAskAbout() {
        Node folder = new Node(
                RelativePath.of("empty"),
                Seen.there(Entries.folderHere("f")),
                Seen.absent(),
                Optional.of(Entries.folderSynced("f")));
        assertEquals(
                Doubt.NONE,
                Reconciler.reconcile(List.of(folder), guard(0), Set.of()).doubt());
    }

    @Test
    void whoAgreesIsObeyed() {
        Plan plan = Reconciler.reconcile(goneThere(3), new DeletionGuard(3, Answer.DELETE), Set.of());
        assertTrue(plan.held().isEmpty());
        assertEquals(3, plan.actions().stream().filter(Action::isDeletion).count());
    }

    @Test
    void whoDisagreesGetsEverythingBackFromTheOtherSide() {
        for (List<Node> nodes : List.of(gone(3), goneThere(3))) {
            Plan plan = Reconciler.reconcile(nodes, new DeletionGuard(3, Answer.BRING_BACK), Set.of());
            assertTrue(plan.held().isEmpty());
            assertTrue(plan.actions().stream().allMatch(Action.Forget.class::isInstance), plan.toString());
        }
    }

    @Test
    void whatIsNotADeletionGoesOn() {
        Node fresh =
                new Node(RelativePath.of("new"), Seen.there(Entries.here("new", "n")), Seen.absent(), Optional.empty());

        Plan plan = Reconciler.reconcile(
                Stream.concat(gone(60).stream(), Stream.of(fresh)).toList(), guard(100), Set.of());

        assertEquals(60, plan.held().size());
        assertEquals(1, plan.actions().size());
        assertTrue(plan.actions().getFirst() instanceof Action.Upload);
    }
}
