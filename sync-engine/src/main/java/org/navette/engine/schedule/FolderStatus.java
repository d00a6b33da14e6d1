// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.navette.engine.locking.OpenDocument;
import org.navette.engine.pass.PendingChanges;
import org.navette.engine.port.Problem;

/**
 * What there is to know of a folder pair at one moment.
 *
 * @param inStep when both sides were last seen to be the same, but for the problems; absent if never in this run
 * @param problems entries that are left alone for now, and why
 * @param waiting what changed here and is not on the server yet
 * @param watch whether changes here are seen at once
 * @param documents what is open here in an office program, and locked on the server by us or by somebody else
 */
public record FolderStatus(
        FolderState state,
        Optional<Instant> inStep,
        List<Problem> problems,
        PendingChanges waiting,
        Watch watch,
        List<OpenDocument> documents) {
    public FolderStatus {
        problems = List.copyOf(problems);
        documents = List.copyOf(documents);
    }

    /** How much of the folder is watched. */
    public enum Watch {
        ALL,
        /** The system watches no more folders: the rest is looked at regularly. */
        PART,
        /** Nothing: everything is looked at regularly. */
        NONE
    }
}
