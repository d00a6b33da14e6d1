// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Problem;
import org.navette.engine.reconcile.DeletionGuard.Doubt;
import org.navette.engine.reconcile.Plan;
import org.navette.engine.tree.RelativePath;

/**
 * How a pass ended.
 *
 * @param problems entries that are not in step, and why
 * @param held deletions that wait for somebody's agreement
 * @param deferred deletions that were left to a later pass
 * @param doubt why they do
 * @param recent how many files went lately without anybody having been asked, which counted as well
 * @param halted what ended the pass early
 * @param planned of a dry run: what would have been done first
 */
public record PassResult(
        List<Problem> problems,
        List<RelativePath> held,
        Set<RelativePath> deferred,
        Doubt doubt,
        long recent,
        Optional<Failure> halted,
        Optional<Plan> planned) {
    public PassResult {
        problems = List.copyOf(problems);
        held = List.copyOf(held);
        deferred = Set.copyOf(deferred);
    }

    /** A pass that found nothing to do. */
    public static final PassResult NOTHING =
            new PassResult(List.of(), List.of(), Set.of(), Doubt.NONE, 0, Optional.empty(), Optional.empty());

    public static PassResult halted(Failure failure) {
        return new PassResult(List.of(), List.of(), Set.of(), Doubt.NONE, 0, Optional.of(failure), Optional.empty());
    }

    /** With more that is to be told. */
    PassResult with(List<Problem> more) {
        return new PassResult(
                Stream.concat(problems.stream(), more.stream()).toList(),
                held,
                deferred,
                doubt,
                recent,
                halted,
                planned);
    }

    /**
     * Links, special files, other disks and what Navette remembers are never synced, so they don't keep a pair from being in step;
     * nor do lines of the ignore file that leave nothing out, or folders that stay for what is left out in them.
     */
    public boolean isInStep() {
        return halted.isEmpty()
                && held.isEmpty()
                && deferred.isEmpty()
                && problems.stream()
                        .map(Problem::failure)
                        .allMatch(failure -> failure instanceof Failure.NotAFile
                                || failure instanceof Failure.OnAnotherDisk
                                || failure instanceof Failure.IgnoreLines
                                || failure instanceof Failure.ExcludePatterns
                                || failure instanceof Failure.FolderKept
                                || failure instanceof Failure.OwnPlace);
    }
}
