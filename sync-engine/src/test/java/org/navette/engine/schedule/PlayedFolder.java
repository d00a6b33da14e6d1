// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.pass.PassResult;
import org.navette.engine.pass.PendingChanges;
import org.navette.engine.reconcile.AnswerScope;
import org.navette.engine.reconcile.DeletionGuard.Answer;
import org.navette.engine.reconcile.DeletionGuard.Doubt;
import org.navette.engine.tree.RelativePath;

/** What is in a folder and on its share, as far as passes and their guard are concerned. */
final class PlayedFolder {
    /** More deletions than these are asked about. */
    static final int UNASKED = 5;

    /** Changed here and not sent, with when that happened; and gone here and not there. */
    private final Map<RelativePath, Instant> changed = new HashMap<>();

    private final Map<RelativePath, Instant> gone = new HashMap<>();
    private final Set<RelativePath> agreed = new HashSet<>();

    PlayedFolder() {
        for (int i = 0; i < 30; i++) {
            agreed.add(RelativePath.of("d" + i % 3 + "/f" + i));
        }
    }

    void edit(RelativePath path, Instant now) {
        changed.put(path, now);
        gone.remove(path);
    }

    List<RelativePath> delete(int many, Random chance, Instant now) {
        List<RelativePath> here = new ArrayList<>(agreed);
        here.removeAll(gone.keySet());
        here.sort(Comparator.comparing(RelativePath::value));
        List<RelativePath> deleted = new ArrayList<>();
        for (int i = 0; i < many && !here.isEmpty(); i++) {
            RelativePath path = here.remove(chance.nextInt(here.size()));
            gone.put(path, now);
            changed.remove(path);
            deleted.add(path);
        }
        return deleted;
    }

    Set<RelativePath> changed() {
        return Set.copyOf(changed.keySet());
    }

    PendingChanges waiting() {
        return new PendingChanges(changed.size() + gone.size(), 0);
    }

    boolean isInStep() {
        return changed.isEmpty() && gone.isEmpty();
    }

    @Override
    public String toString() {
        return "changed: " + changed.keySet() + ", gone: " + gone.keySet();
    }

    /**
     * What a pass finds that begins now and ends later: what is edited or deleted meanwhile is left to the next one.
     *
     * @param sent what was changed when it began
     */
    PassResult carriedOut(PassOptions options, Instant begun, Set<RelativePath> sent) {
        for (RelativePath path : sent) {
            if (options.covers(path) && !changed.getOrDefault(path, Instant.MAX).isAfter(begun)) {
                changed.remove(path);
                agreed.add(path);
            }
        }
        List<RelativePath> found = gone.keySet().stream()
                .filter(options::covers)
                .filter(path -> !gone.getOrDefault(path, Instant.MAX).isAfter(begun))
                .sorted(Comparator.comparing(RelativePath::value))
                .toList();
        if (options.deferring()) {
            return new PassResult(
                    List.of(), List.of(), Set.copyOf(found), Doubt.NONE, 0, Optional.empty(), Optional.empty());
        }
        List<RelativePath> held = new ArrayList<>();
        for (RelativePath path : found) {
            boolean answered = options.answer() != Answer.NONE
                    && (!(options.about() instanceof AnswerScope.These(var these)) || these.contains(path));
            if (answered && options.answer() == Answer.BRING_BACK) {
                gone.remove(path);
            } else if (answered || found.size() <= UNASKED) {
                gone.remove(path);
                agreed.remove(path);
            } else {
                held.add(path);
            }
        }
        return new PassResult(
                List.of(),
                held,
                Set.of(),
                held.isEmpty() ? Doubt.NONE : Doubt.MANY,
                0,
                Optional.empty(),
                Optional.empty());
    }
}
