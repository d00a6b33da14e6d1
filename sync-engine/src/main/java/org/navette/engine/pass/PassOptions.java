// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.port.Failure;
import org.navette.engine.reconcile.Action;
import org.navette.engine.reconcile.AnswerScope;
import org.navette.engine.reconcile.DeletionGuard;
import org.navette.engine.reconcile.Direction;
import org.navette.engine.tree.RelativePath;

/**
 * What a pass is to do.
 *
 * @param answer what somebody who was asked about held deletions has said
 * @param about which deletions the answer is about
 * @param deferring whether deletions wait for a later pass, because something is being deleted right now
 * @param dryRun only tell what would be done first; no write anywhere
 * @param direction which side may be changed
 * @param where what is looked at, with everything below; the root for everything
 * @param glances folders whose own entries are looked at as well, without what is in folders below
 * @param resting transfers that are not tried now, because they were refused a short while ago, and why
 * @param largest contents of more bytes wait for a better line
 */
public record PassOptions(
        DeletionGuard.Answer answer,
        AnswerScope about,
        boolean deferring,
        boolean dryRun,
        Direction direction,
        Set<RelativePath> where,
        Set<RelativePath> glances,
        Map<RelativePath, Failure> resting,
        long largest) {
    /** A two-way pass over everything. */
    public static final PassOptions USUAL = new PassOptions(
            DeletionGuard.Answer.NONE,
            new AnswerScope.All(),
            false,
            false,
            Direction.BOTH,
            Set.of(RelativePath.ROOT),
            Set.of(),
            Map.of(),
            Long.MAX_VALUE);

    public PassOptions {
        where = Set.copyOf(where);
        glances = Set.copyOf(glances);
        resting = Map.copyOf(resting);
    }

    /** With an answer about every deletion that the pass finds. */
    public PassOptions answering(DeletionGuard.Answer said) {
        return answering(said, new AnswerScope.All());
    }

    public PassOptions answering(DeletionGuard.Answer said, AnswerScope shown) {
        return new PassOptions(said, shown, deferring, dryRun, direction, where, glances, resting, largest);
    }

    /** With deletions left to a later pass. */
    public PassOptions deferringDeletions(boolean wait) {
        return new PassOptions(answer, about, wait, dryRun, direction, where, glances, resting, largest);
    }

    public PassOptions onlyTelling(boolean dry) {
        return new PassOptions(answer, about, deferring, dry, direction, where, glances, resting, largest);
    }

    public PassOptions going(Direction way) {
        return new PassOptions(answer, about, deferring, dryRun, way, where, glances, resting, largest);
    }

    public PassOptions in(Set<RelativePath> roots) {
        return new PassOptions(answer, about, deferring, dryRun, direction, roots, glances, resting, largest);
    }

    /** Only at the entries of these folders. */
    public PassOptions glancingAt(Set<RelativePath> folders) {
        return new PassOptions(answer, about, deferring, dryRun, direction, Set.of(), folders, resting, largest);
    }

    public PassOptions withResting(Map<RelativePath, Failure> entries) {
        return new PassOptions(answer, about, deferring, dryRun, direction, where, glances, entries, largest);
    }

    public PassOptions upTo(long bytes) {
        return new PassOptions(answer, about, deferring, dryRun, direction, where, glances, resting, bytes);
    }

    public boolean isWhole() {
        return where.contains(RelativePath.ROOT);
    }

    /** Whether it looks at an entry. */
    public boolean covers(RelativePath path) {
        return scope().covers(path);
    }

    Scope scope() {
        return new Scope(where, glances);
    }

    /** Why an action is not done now; absent if it is. */
    Optional<Failure> postponed(Action action) {
        if (!action.isTransfer() || dryRun) {
            return Optional.empty();
        }
        return action.bytes() > largest
                ? Optional.of(new Failure.TooLargeForNow())
                : Optional.ofNullable(resting.get(action.path()));
    }
}
