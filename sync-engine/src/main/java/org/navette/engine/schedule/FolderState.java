// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.navette.engine.port.Failure;
import org.navette.engine.reconcile.DeletionGuard.Doubt;
import org.navette.engine.tree.RelativePath;

/** What a folder pair is doing, or waiting for. docs/architecture.md draws the ways between the states. */
public sealed interface FolderState {
    /** Nothing to do until something changes, or the next look. */
    record Idle(Instant nextLook) implements FolderState {}

    /** Both sides are being looked at. */
    record Looking() implements FolderState {}

    /** Contents move. */
    record Syncing(Progress progress) implements FolderState {}

    /**
     * Nothing is done on purpose.
     *
     * @param until when it goes on by itself; absent if somebody has to say so
     */
    record Paused(Optional<Instant> until, Reason reason) implements FolderState {
        public enum Reason {
            PERSON,
            SCHEDULE
        }
    }

    /** The server cannot be reached, or asks to wait. What changes here meanwhile waits; it goes on by itself. */
    record Offline(Instant since, Instant nextTry, Failure why) implements FolderState {}

    /** The server refused the password. It is not tried again before there is another, or somebody says so. */
    record NeedsPassword(Failure why) implements FolderState {}

    /** A guard asks. What is not in doubt goes on. */
    record NeedsDecision(Question question) implements FolderState {}

    /** What answers is not the share any more, or does not let us in. It is looked for again now and then. */
    record ShareGone(Instant nextTry, Failure why) implements FolderState {}

    /** It is over: asked to end, or for a reason that waiting does not heal. */
    record Stopped(Optional<Failure> why) implements FolderState {}

    /** What a person is asked. */
    sealed interface Question {
        /**
         * Whether these deletions are meant.
         *
         * @param recent how many files went lately without a question, which counted as well
         */
        record Deletions(List<RelativePath> paths, Doubt doubt, long recent) implements Question {
            public Deletions {
                paths = List.copyOf(paths);
            }
        }

        /** Whether this server is to be trusted. */
        record Certificate(Failure.CertificateNotTrusted failure, Instant nextTry) implements Question {}

        /** Whether to start over with a local folder that is missing, or not the one that was synced. */
        record Folder(Failure why, Instant nextTry) implements Question {}
    }

    /** How far a pass is; all numbers only ever grow within a pass. */
    record Progress(int filesDone, int files, long bytesDone, long bytes) {
        public static final Progress NONE = new Progress(0, 0, 0, 0);
    }
}
