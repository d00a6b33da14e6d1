// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import java.util.List;
import java.util.Optional;
import org.navette.app.api.CertificateReply;
import org.navette.app.api.FolderReply;
import org.navette.app.api.FolderStateReply;
import org.navette.app.api.FolderStateReply.QuestionReply;
import org.navette.app.api.FolderStatusReply;
import org.navette.app.api.FolderStatusReply.DocumentReply;
import org.navette.app.api.FolderStatusReply.ProblemReply;
import org.navette.app.settings.SettingKey;
import org.navette.app.settings.SettingValues;
import org.navette.app.settings.Settings;
import org.navette.app.text.Messages;
import org.navette.app.text.Sentences;
import org.navette.app.text.StateSentences;
import org.navette.engine.port.Failure;
import org.navette.engine.schedule.FolderState;
import org.navette.engine.schedule.FolderState.Question;
import org.navette.engine.schedule.FolderStatus;
import org.navette.engine.tree.RelativePath;

/** A folder's status as everybody is told of it, in one language. */
final class StatusReplies {
    private final Settings settings;
    private final Messages messages;

    StatusReplies(Settings settings, Messages messages) {
        this.settings = settings;
        this.messages = messages;
    }

    /** @param withNames whether to tell the names of people, servers and files in it as well, for whoever masks them */
    FolderReply of(String name, SettingValues folder, FolderStatus status, boolean withNames) {
        return about(
                name,
                folder,
                Optional.of(of(status)),
                withNames ? Optional.of(List.copyOf(NamesIn.of(status))) : Optional.empty());
    }

    /** What is known of a folder pair that does not run. */
    FolderReply of(String name, SettingValues folder) {
        return about(name, folder, Optional.empty(), Optional.empty());
    }

    private FolderReply about(
            String name, SettingValues folder, Optional<FolderStatusReply> status, Optional<List<String>> names) {
        SettingValues account =
                folder.text(SettingKey.ACCOUNT).flatMap(settings::account).orElse(SettingValues.NONE);
        // A pair that was just taken out of the settings still tells how it ended.
        String url = account.text(SettingKey.URL).isEmpty()
                ? ""
                : PairSettingsFactory.address(account, folder).toString();
        return new FolderReply(
                name,
                PairSettingsFactory.root(folder),
                url,
                account.text(SettingKey.USER),
                folder.text(SettingKey.ACCOUNT).orElse(""),
                folder.text(SettingKey.MODE).orElse(""),
                status,
                names);
    }

    FolderStatusReply of(FolderStatus status) {
        StateSentences states = new StateSentences(messages);
        Sentences sentences = new Sentences(messages);
        return new FolderStatusReply(
                of(status.state()),
                states.of(status),
                status.inStep(),
                new FolderStatusReply.Waiting(
                        status.waiting().changes(), status.waiting().bytes()),
                status.watch(),
                status.problems().stream()
                        .map(problem -> new ProblemReply(
                                problem.where(), name(problem.failure()), sentences.of(problem.failure())))
                        .toList(),
                status.documents().stream()
                        .map(document ->
                                new DocumentReply(document.path().value(), document.holder(), states.of(document)))
                        .toList());
    }

    private static String name(Failure failure) {
        return failure.getClass().getSimpleName();
    }

    private static FolderStateReply of(FolderState state) {
        return switch (state) {
            case FolderState.Idle(var next) -> new FolderStateReply.Idle(next);
            case FolderState.Looking l -> new FolderStateReply.Looking();
            case FolderState.Syncing(var progress) ->
                new FolderStateReply.Syncing(new FolderStateReply.Progress(
                        progress.filesDone(), progress.files(), progress.bytesDone(), progress.bytes()));
            case FolderState.Paused(var until, var reason) -> new FolderStateReply.Paused(until, reason);
            case FolderState.Offline(var since, var next, var why) -> new FolderStateReply.Offline(since, next);
            case FolderState.NeedsPassword n -> new FolderStateReply.NeedsPassword();
            case FolderState.NeedsDecision(var question) -> new FolderStateReply.NeedsDecision(of(question));
            case FolderState.ShareGone(var next, var why) -> new FolderStateReply.ShareGone(next);
            case FolderState.Stopped s -> new FolderStateReply.Stopped();
        };
    }

    private static QuestionReply of(Question question) {
        return switch (question) {
            case Question.Deletions(var paths, var doubt, long recent) ->
                new QuestionReply.Deletions(
                        paths.stream().map(RelativePath::value).toList(), recent);
            case Question.Certificate(var failure, var next) ->
                new QuestionReply.Certificate(new CertificateReply(
                        failure.subject(),
                        failure.issuer(),
                        failure.from(),
                        failure.until(),
                        failure.sha256(),
                        Optional.of(failure.changed()),
                        Optional.empty()));
            case Question.Folder f -> new QuestionReply.Folder();
        };
    }
}
