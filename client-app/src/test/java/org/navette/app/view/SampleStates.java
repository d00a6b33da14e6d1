// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.navette.app.api.FolderReply;
import org.navette.app.api.FolderStateReply;
import org.navette.app.api.FolderStatusReply;
import org.navette.engine.schedule.FolderState;
import org.navette.engine.schedule.FolderStatus;

/** A state of each kind, and folders that are in it. */
public final class SampleStates {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private SampleStates() {}

    /** @param name as docs/control-protocol.md has it */
    public static FolderStateReply named(String name) {
        return switch (name) {
            case "idle" -> new FolderStateReply.Idle(NOW);
            case "looking" -> new FolderStateReply.Looking();
            case "syncing" -> new FolderStateReply.Syncing(new FolderStateReply.Progress(0, 1, 0, 1));
            case "paused" -> new FolderStateReply.Paused(Optional.empty(), FolderState.Paused.Reason.PERSON);
            case "offline" -> new FolderStateReply.Offline(NOW, NOW);
            case "needs-password" -> new FolderStateReply.NeedsPassword();
            case "needs-decision" -> new FolderStateReply.NeedsDecision(new FolderStateReply.QuestionReply.Folder());
            case "share-gone" -> new FolderStateReply.ShareGone(NOW);
            case "stopped" -> new FolderStateReply.Stopped();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** @param looked whether it was up to date once */
    static FolderReply folder(String name, String state, String sentence, boolean looked) {
        FolderStatusReply status = new FolderStatusReply(
                named(state),
                sentence,
                Optional.of(NOW).filter(time -> looked),
                new FolderStatusReply.Waiting(0, 0),
                FolderStatus.Watch.ALL,
                List.of(),
                List.of());
        return new FolderReply(
                name,
                java.nio.file.Path.of("/" + name),
                "https://cloud.example/",
                Optional.empty(),
                "cloud.example",
                "both",
                Optional.of(status),
                Optional.empty());
    }
}
