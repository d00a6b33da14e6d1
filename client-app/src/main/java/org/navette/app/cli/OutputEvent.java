// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.navette.app.api.Variant;
import org.navette.engine.port.SyncEvent.Operation;
import org.navette.engine.reconcile.DeletionGuard;

/** What {@code --json} prints, one a line: the names of events and members never change (docs/command-line.md). */
@Variant("event")
sealed interface OutputEvent {
    record Looking() implements OutputEvent {}

    record ComparedAnew() implements OutputEvent {}

    record Planned(int actions, int files, long bytes) implements OutputEvent {}

    /** @param entries below all that is to be deleted */
    record Held(int deletions, long entries, DeletionGuard.Doubt why, long deletedBefore) implements OutputEvent {}

    record HeldDeletion(String path) implements OutputEvent {}

    /**
     * With {@code --dry-run}.
     *
     * @param action that would be done
     */
    record Would(String action, String path) implements OutputEvent {}

    /** @param proposal a name that would do; absent if the name is not the problem */
    record Problem(String path, String failure, Optional<String> proposal, String message) implements OutputEvent {}

    record Failed(String failure, String message, int exit) implements OutputEvent {}

    record Finished(int exit) implements OutputEvent {}

    /**
     * A place that {@code doctor} asked.
     *
     * @param failure absent if the share is there
     */
    record Tried(String url, boolean found, Optional<String> failure) implements OutputEvent {}

    /**
     * What {@code doctor} found out.
     *
     * @param spaceLeft in bytes; absent if the server does not say
     */
    record Profile(
            String address,
            String software,
            String classes,
            boolean writesTried,
            Optional<Long> spaceLeft,
            Map<String, Boolean> traits)
            implements OutputEvent {}

    /**
     * Something was done; the operation gives the event its name, so it is none of the others.
     *
     * @param to absent if it is the path
     * @param bytes absent if no content was sent
     */
    record Done(Operation event, String path, Optional<String> to, Optional<Long> bytes) {}

    /**
     * A previous version.
     *
     * @param event {@code version} where it is listed, {@code restored} where it came back
     */
    record Version(String event, String path, Instant until, long bytes) {}
}
