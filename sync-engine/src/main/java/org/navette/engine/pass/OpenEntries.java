// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Problem;
import org.navette.engine.reconcile.Action;
import org.navette.engine.reconcile.Plan;
import org.navette.engine.transfer.Outcome;
import org.navette.engine.tree.RelativePath;

/** What the rounds of one pass leave open, and what is left to the next pass because it never comes to rest. */
final class OpenEntries {
    /** A file that is sent and found changed again this often in one pass waits for the next. */
    private static final int MOST_UPLOADS = 2;
    /** So does one that comes in and finds that something has changed. */
    private static final int MOST_DOWNLOADS = 3;

    private final Consumer<Problem> trouble;
    private final Map<RelativePath, Integer> uploads = new HashMap<>();
    private final Map<RelativePath, Integer> downloads = new HashMap<>();
    private final Set<RelativePath> unmovable = new HashSet<>();

    /** @param trouble is told what went wrong */
    OpenEntries(Consumer<Problem> trouble) {
        this.trouble = trouble;
    }

    /** What the server has refused to move: it is deleted and sent anew instead. */
    Set<RelativePath> unmovable() {
        return unmovable;
    }

    /** Notes what went wrong, and returns what another round has to look at. */
    Set<RelativePath> after(Plan plan, Outcome outcome) {
        Set<RelativePath> open = new HashSet<>(outcome.again());
        Set<RelativePath> refused = refusedMoves(plan, outcome);
        unmovable.addAll(refused);
        for (Action action : plan.actions()) {
            if (action instanceof Action.MoveRemote move && refused.contains(move.path())) {
                open.addAll(List.of(move.path(), move.to()));
            }
        }
        outcome.problems().stream()
                .filter(problem -> !refused.contains(RelativePath.of(problem.where())))
                .forEach(trouble);
        leaveWhatKeepsChanging(plan, open);
        return open;
    }

    /** What moved out of or into a part of the share that may not be written to. */
    private static Set<RelativePath> refusedMoves(Plan plan, Outcome outcome) {
        Set<RelativePath> moved = plan.actions().stream()
                .filter(Action.MoveRemote.class::isInstance)
                .map(Action::path)
                .collect(Collectors.toSet());
        return outcome.problems().stream()
                .filter(problem -> problem.failure() instanceof Failure.Forbidden)
                .map(problem -> RelativePath.of(problem.where()))
                .filter(moved::contains)
                .collect(Collectors.toSet());
    }

    /** A file that is written to all the time, as a log, is sent as it was, and again at the next pass. */
    private void leaveWhatKeepsChanging(Plan plan, Set<RelativePath> open) {
        for (Action action : plan.actions()) {
            boolean upload = action instanceof Action.Upload;
            if (action.isTransfer()
                    && open.contains(action.path())
                    && (upload ? uploads : downloads).merge(action.path(), 1, Integer::sum)
                            >= (upload ? MOST_UPLOADS : MOST_DOWNLOADS)) {
                open.remove(action.path());
                trouble.accept(new Problem(action.path().value(), new Failure.ChangedMeanwhile()));
            }
        }
    }
}
