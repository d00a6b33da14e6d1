// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.navette.engine.schedule.FolderStatus;

/**
 * How a folder pair is.
 *
 * @param sentence its state in words
 * @param inStep when it was last up to date; absent if it has not been since Navette started
 * @param watch how much of the local folder the system watches for changes
 * @param problems entries that are left alone for now
 * @param documents what is open here and locked on the server
 */
public record FolderStatusReply(
        @Inline FolderStateReply state,
        String sentence,
        Optional<Instant> inStep,
        Waiting waiting,
        FolderStatus.Watch watch,
        List<ProblemReply> problems,
        List<DocumentReply> documents) {
    public FolderStatusReply {
        problems = List.copyOf(problems);
        documents = List.copyOf(documents);
    }

    /**
     * What is here and not on the server.
     *
     * @param changes entries
     * @param bytes of their contents
     */
    public record Waiting(int changes, long bytes) {}

    /**
     * An entry that is left alone for now.
     *
     * @param path in its folder
     * @param failure the kind of failure, as {@code DiskFull}
     */
    public record ProblemReply(String path, String failure, String sentence) {}

    /**
     * A document that is open here.
     *
     * @param path in its folder
     * @param holder who else has it locked; absent if the lock is ours
     */
    public record DocumentReply(String path, Optional<String> holder, String sentence) {}
}
