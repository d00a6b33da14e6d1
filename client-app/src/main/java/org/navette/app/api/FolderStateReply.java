// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.navette.engine.schedule.FolderState;

/** What a folder pair is doing, or waiting for. */
@Variant("state")
public sealed interface FolderStateReply {
    /** @param nextLook when it is looked at again */
    record Idle(Instant nextLook) implements FolderStateReply {}

    record Looking() implements FolderStateReply {}

    record Syncing(Progress progress) implements FolderStateReply {}

    /** @param until absent if somebody has to resume it */
    record Paused(Optional<Instant> until, FolderState.Paused.Reason reason) implements FolderStateReply {}

    record Offline(Instant since, Instant nextTry) implements FolderStateReply {}

    record NeedsPassword() implements FolderStateReply {}

    record NeedsDecision(@Inline QuestionReply question) implements FolderStateReply {}

    record ShareGone(Instant nextTry) implements FolderStateReply {}

    record Stopped() implements FolderStateReply {}

    /** How far a sync is. */
    record Progress(int filesDone, int files, long bytesDone, long bytes) {
        /** From 0 to 1: by the bytes, and where there are none by the files. */
        public double share() {
            if (bytes > 0) {
                return (double) bytesDone / bytes;
            }
            return files > 0 ? (double) filesDone / files : 0;
        }
    }

    /** What a person is asked. */
    @Variant("question")
    sealed interface QuestionReply {
        /**
         * Whether these are to be deleted on the server.
         *
         * @param held their paths
         * @param deletedBefore files recently deleted without a question
         */
        record Deletions(List<String> held, long deletedBefore) implements QuestionReply {
            public Deletions {
                held = List.copyOf(held);
            }
        }

        /** Whether this one is to be trusted. */
        record Certificate(CertificateReply certificate) implements QuestionReply {}

        /** What to do about a local folder that is gone, or another pair's. */
        record Folder() implements QuestionReply {}
    }
}
