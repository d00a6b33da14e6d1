// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.navette.engine.locking.OpenDocument;
import org.navette.engine.port.Failure;
import org.navette.engine.schedule.FolderState;
import org.navette.engine.schedule.FolderState.Question;
import org.navette.engine.schedule.FolderStatus;

/** What a folder is doing, or waiting for, as a sentence. */
public final class StateSentences {
    private final Messages messages;
    private final Sentences sentences;

    public StateSentences(Messages messages) {
        this.messages = messages;
        this.sentences = new Sentences(messages);
    }

    public String of(FolderStatus status) {
        String sentence = of(status.state(), !status.problems().isEmpty());
        int waiting = status.waiting().changes();
        if (waiting == 0) {
            return sentence;
        }
        return sentence + " "
                + messages.text(
                        "state.waiting",
                        waiting,
                        messages.bytes(status.waiting().bytes()));
    }

    /** Who has a document open. */
    public String of(OpenDocument document) {
        return document.holder()
                .map(holder -> lockedBy(document.path().value(), holder))
                .orElseGet(() -> messages.text("document.ours", document.path().value()));
    }

    String lockedBy(String path, String holder) {
        return holder.isEmpty()
                ? messages.text("document.somebody", path)
                : messages.text("document.theirs", path, holder);
    }

    private String of(FolderState state, boolean troubled) {
        return switch (state) {
            case FolderState.Idle i -> messages.text(troubled ? "state.troubled" : "state.idle");
            case FolderState.Looking l -> messages.text("state.looking");
            case FolderState.Syncing(var progress) ->
                messages.text(
                        "state.syncing",
                        progress.filesDone(),
                        progress.files(),
                        messages.bytes(progress.bytesDone()),
                        messages.bytes(progress.bytes()));
            case FolderState.Paused(Optional<Instant> until, var reason) ->
                until.map(time -> messages.text("state.pausedUntil", time(time)))
                        .orElseGet(() -> messages.text("state.paused"));
            case FolderState.Offline(Instant since, Instant next, var why) ->
                messages.text(isAboutTheLine(why) ? "state.offline" : "state.again", time(since), sentences.of(why));
            case FolderState.NeedsPassword(var why) -> messages.text("state.needsPassword");
            case FolderState.NeedsDecision(Question.Deletions(var paths, var doubt, long recent)) ->
                messages.text("state.held", paths.size(), recent);
            case FolderState.NeedsDecision(Question.Certificate(var why, var next)) ->
                messages.text("state.certificate", why.host(), why.sha256());
            case FolderState.NeedsDecision(Question.Folder(var why, var next)) -> sentences.of(why);
            case FolderState.ShareGone(var next, var why) -> sentences.of(why);
            case FolderState.Stopped(var why) -> why.map(sentences::of).orElseGet(() -> messages.text("state.stopped"));
        };
    }

    private static boolean isAboutTheLine(Failure why) {
        return why instanceof Failure.Unreachable || why instanceof Failure.Busy;
    }

    /** The time of day, with the day if that is another one. */
    public String time(Instant time) {
        ZoneId zone = ZoneId.systemDefault();
        TimeFormat when = new TimeFormat(messages, zone);
        boolean today = time.atZone(zone).toLocalDate().equals(LocalDate.now(zone));
        return today ? when.time(time) : when.exact(time);
    }
}
