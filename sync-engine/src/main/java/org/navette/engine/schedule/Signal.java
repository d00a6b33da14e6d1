// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.locking.OpenDocument;
import org.navette.engine.pass.PassResult;
import org.navette.engine.pass.PendingChanges;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.reconcile.AnswerScope;
import org.navette.engine.reconcile.DeletionGuard;
import org.navette.engine.tree.RelativePath;

/** What a folder pair hears of: from its watcher, its own pass, the system, and people. */
public sealed interface Signal {
    /** Something changed here, at or below these paths. */
    record Changed(Set<RelativePath> paths) implements Signal {}

    /** Something is not here any more, at these paths: it went, or it has another name now. */
    record Gone(Set<RelativePath> paths) implements Signal {}

    /** In these folders something changed lately, in the last of them last. */
    record Lively(List<RelativePath> folders) implements Signal {}

    /** The watcher may have missed something anywhere. */
    record Missed() implements Signal {}

    record Watching(FolderStatus.Watch watch) implements Signal {}

    /** What is open here has changed, or what others have locked. */
    record Documents(List<OpenDocument> open) implements Signal {}

    /** @param on whether the server tells from now on when something changes there */
    record Hinting(boolean on) implements Signal {}

    /** Something may have changed on the server. */
    record ChangedThere() implements Signal {}

    /** Somebody wants it done now. */
    record SyncNow() implements Signal {}

    /** @param until absent if until somebody says so */
    record Pause(Optional<Instant> until) implements Signal {}

    record Resume() implements Signal {}

    /** What somebody said about held deletions, or about a folder that is not the one that was synced. */
    record Answer(DeletionGuard.Answer answer, AnswerScope about) implements Signal {}

    /** There is another password, or another certificate is trusted. */
    record Signed() implements Signal {}

    /** The line and the power, as the system tells of them. */
    record Surroundings(boolean online, boolean metered, boolean onBattery) implements Signal {
        public static final Surroundings USUAL = new Surroundings(true, false, false);
    }

    /** The computer has slept. */
    record WokeUp() implements Signal {}

    /** Of the running pass. */
    record Told(SyncEvent event) implements Signal {}

    /**
     * @param deeds how much it has done
     */
    record PassEnded(PassResult result, int deeds) implements Signal {}

    /** What was counted while the server could not be reached. */
    record Counted(PendingChanges waiting) implements Signal {}

    /** Time has gone by. */
    record Tick() implements Signal {}

    /** It is to end. */
    record Stop() implements Signal {}
}
