// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.navette.app.api.FolderReply;
import org.navette.app.api.FolderStateReply;
import org.navette.app.api.FolderStatusReply;
import org.navette.app.api.FolderStatusReply.DocumentReply;

/**
 * A folder pair as it is now.
 *
 * @param state absent if it is not being synced
 * @param sentence its state in words; empty if it is not being synced
 * @param waiting how many changes here are not on the server
 * @param problems how many entries are left alone for now
 * @param locked a sentence for each document that is open here and that somebody else works on
 */
public record FolderView(
        String name,
        Path local,
        Optional<FolderStateReply> state,
        String sentence,
        StatusIcon mood,
        int waiting,
        int problems,
        List<String> locked) {
    public FolderView {
        locked = List.copyOf(locked);
    }

    static FolderView of(FolderReply folder) {
        Optional<FolderStatusReply> status = folder.status();
        int problems = status.map(one -> one.problems().size()).orElse(0);
        int waiting = status.map(one -> one.waiting().changes()).orElse(0);
        boolean looked = status.flatMap(FolderStatusReply::inStep).isPresent();
        return new FolderView(
                folder.name(),
                folder.local(),
                status.map(FolderStatusReply::state),
                status.map(FolderStatusReply::sentence).orElse(""),
                status.map(one -> mood(one.state(), problems, waiting > 0 || !looked))
                        .orElse(StatusIcon.ERROR),
                waiting,
                problems,
                status.map(one -> locked(one.documents())).orElse(List.of()));
    }

    private static List<String> locked(List<DocumentReply> documents) {
        return documents.stream()
                .filter(document -> document.holder().isPresent())
                .map(DocumentReply::sentence)
                .toList();
    }

    /** @param open whether something is known to be to do, or nobody has looked yet; the regular look shows nothing */
    private static StatusIcon mood(FolderStateReply state, int problems, boolean open) {
        StatusIcon calm = problems == 0 ? StatusIcon.IN_STEP : StatusIcon.ATTENTION;
        return switch (state) {
            case FolderStateReply.Looking l -> open ? StatusIcon.SYNCING : calm;
            case FolderStateReply.Idle i -> calm;
            case FolderStateReply.Syncing s -> StatusIcon.SYNCING;
            case FolderStateReply.Paused p -> StatusIcon.PAUSED;
            case FolderStateReply.Offline o -> StatusIcon.OFFLINE;
            case FolderStateReply.NeedsPassword n -> StatusIcon.ATTENTION;
            case FolderStateReply.NeedsDecision n -> StatusIcon.ATTENTION;
            case FolderStateReply.ShareGone s -> StatusIcon.ERROR;
            case FolderStateReply.Stopped s -> StatusIcon.ERROR;
        };
    }

    /** Whether it is in a state. */
    public boolean is(Class<? extends FolderStateReply> wanted) {
        return state.filter(wanted::isInstance).isPresent();
    }

    /** Whether it waits for a decision or a password, or does not go on. */
    public boolean needsSomebody() {
        return is(FolderStateReply.NeedsPassword.class)
                || is(FolderStateReply.NeedsDecision.class)
                || mood == StatusIcon.ERROR;
    }

    public boolean isPaused() {
        return mood == StatusIcon.PAUSED;
    }
}
