// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** Lots of files that were all there before the first. */
    private static RecentDeletions lots(int lots, int each, long filesBefore) {
        List<RecentDeletions.Lot> list = new ArrayList<>();
        for (int lot = 0; lot < lots; lot++) {
            Map<RelativePath, Long> gone = new HashMap<>();
            for (int i = 0; i < each; i++) {
                gone.put(RelativePath.of("lot" + lot + "-" + i), 1L);
            }
            list.add(new RecentDeletions.Lot(filesBefore - (long) lot * each, filesBefore, gone));
        }
        return new RecentDeletions(list, Map.of());
    }

    private static DeletionGuard guard(long files, RecentDeletions recent) {
        return new DeletionGuard(files, recent, Set.of(), Answer.NONE, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        // lots before, files each, files at the start, planned now, doubt
        "0, 0, 600, 45, NONE",
        "1, 45, 600, 45, NONE",
        "2, 45, 600, 30, NONE",
        "2, 45, 600, 31, MANY",
        "3, 45, 600, 1, MANY",
        "1, 45, 60, 5, NONE",
        "1, 45, 60, 6, MANY",
        "50, 1, 100, 1, MANY",
        "49, 1, 100, 1, NONE",
        "10, 45, 10000, 45, NONE"
    })
    void lotsAddUp(int lots, int each, long filesBefore, long planned, Doubt doubt) {
        long left = filesBefore - (long) lots * each;
        assertEquals(doubt, guard(left, lots(lots, each, filesBefore)).doubt(gone(planned)));
    }

    @Test
    void oneFileCountsOnceHoweverOftenItWent() {
        Map<RelativePath, Long> same = new HashMap<>();
        gone(45).forEach(node -> same.put(node.path(), 1L));
        RecentDeletions.Lot lot = new RecentDeletions.Lot(100, 100, same);
        assertEquals(
                Doubt.NONE,
                guard(100, new RecentDeletions(List.of(lot, lot, lot), Map.of()))
                        .doubt(gone(45)));
    }

    @Test
    void whatCameAndWentSinceIsNoLossOfWhatThereWas() {
        List<RecentDeletions.Lot> lots = new ArrayList<>();
        for (long i = 0; i < 200; i++) {
            lots.add(new RecentDeletions.Lot(30, 100 + i, Map.of(RelativePath.of("temporary" + i), 100 + i)));
        }
        Map<RelativePath, Long> serials = Map.of(RelativePath.of("gone0"), 300L);
        assertEquals(Doubt.NONE, guard(30, new RecentDeletions(lots, serials)).doubt(gone(1)));
    }

    @Test
    void manyNewFilesThatGoInLotsAreALossThoughOneOldFileWentBeforeThem() {
        List<RecentDeletions.Lot> lots = new ArrayList<>();
        lots.add(new RecentDeletions.Lot(1, 10, Map.of(RelativePath.of("old"), 1L)));
        lots.addAll(lots(1, 45, 60).lots().stream()
                .map(lot -> new RecentDeletions.Lot(60, 70, lot.gone()))
                .toList());
        assertEquals(Doubt.MANY, guard(15, new RecentDeletions(lots, Map.of())).doubt(gone(6)));
    }

    @Test
    void theQuestionSaysHowManyWentBefore() {
        Plan plan = Reconciler.reconcile(gone(6), guard(15, lots(1, 45, 60)), Set.of());
        assertEquals(6, plan.held().size());
        assertEquals(45, plan.recent());
    }

    @Test
    void anAnswerIsAboutWhatWasShownAndNothingElse() {
        List<Node> all = gone(85);
        Set<RelativePath> shown = all.subList(0, 55).stream().map(Node::path).collect(Collectors.toSet());
        for (Answer answer : List.of(Answer.DELETE, Answer.BRING_BACK)) {
            DeletionGuard guard = new DeletionGuard(100, RecentDeletions.NONE, shown, answer, Optional.of(shown));
            Plan plan = Reconciler.reconcile(all, guard, Set.of());
            assertEquals(30, plan.held().size());
            assertTrue(plan.held().stream().noneMatch(shown::contains));
            assertEquals(
                    shown,
                    plan.actions().stream()
                            .filter(action -> action.isDeletion() == (answer == Answer.DELETE))
                            .map(Action::path)
                            .collect(Collectors.toSet()));
            assertTrue(plan.answered());
        }
    }

    @Test
    void aFolderInWhichMoreIsGoneThanWasShownIsAskedAboutAnew() {
        Node folder = new Node(
                RelativePath.of("d"),
                Seen.absent(),
                Seen.there(RemoteState.FOLDER),
                Optional.of(Entries.folderSynced("d")));
        List<Node> inside = gone(60).stream()
                .map(node ->
                        new Node(folder.path().child(node.path().name()), node.local(), node.remote(), node.synced()))
                .toList();
        Set<RelativePath> shown = inside.subList(0, 55).stream().map(Node::path).collect(Collectors.toSet());
        Plan plan = Reconciler.reconcile(
                Stream.concat(Stream.of(folder), inside.stream()).toList(),
                new DeletionGuard(100, RecentDeletions.NONE, shown, Answer.DELETE, Optional.of(shown)),
                Set.of());
        assertEquals(61, plan.held().size());
        assertTrue(plan.actions().isEmpty(), plan.toString());
    }

    @Test
    void aFolderHereStaysWhileSomethingInItIsHeld() {
        Node folder = new Node(
                RelativePath.of("d"),
                Seen.there(Entries.folderHere("d")),
                Seen.absent(),
                Optional.of(Entries.folderSynced("d")));
        List<Node> inside = goneThere(2).stream()
                .map(node ->
                        new Node(folder.path().child(node.path().name()), node.local(), node.remote(), node.synced()))
                .toList();
        DeletionGuard guard = new DeletionGuard(
                100, RecentDeletions.NONE, Set.of(inside.getFirst().path()), Answer.NONE, Optional.empty());
        Plan plan = Reconciler.reconcile(
                Stream.concat(Stream.of(folder), inside.stream()).toList(), guard, Set.of());
        assertEquals(List.of(folder.path(), inside.getFirst().path()), plan.held());
        assertEquals(
                List.of(inside.getLast().path()),
                plan.actions().stream().map(Action::path).toList());
    }

    @Test
    void whatWasAskedAboutWaitsHoweverFewAreLeft() {
        Set<RelativePath> asked = gone(55).stream().map(Node::path).collect(Collectors.toSet());
        List<Node> left = gone(3);
        DeletionGuard guard = new DeletionGuard(100, RecentDeletions.NONE, asked, Answer.NONE, Optional.empty());
        assertEquals(3, Reconciler.reconcile(left, guard, Set.of()).held().size());
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
