// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.FolderReply;
import org.navette.app.api.FolderStateReply;
import org.navette.app.api.FolderStateReply.NeedsDecision;
import org.navette.app.api.FolderStateReply.QuestionReply;
import org.navette.app.api.FolderStatusReply;
import org.navette.app.api.NavetteApi;
import org.navette.app.api.Status;
import org.navette.app.api.StatusReply;
import org.navette.app.text.EnumNames;
import org.navette.app.text.ExitCode;
import org.navette.app.text.ShellArgument;
import org.navette.engine.schedule.FolderStatus;
import picocli.CommandLine.Command;

/** How every folder is. */
@Command(name = "status")
final class StatusCommand extends ControlCommand<StatusReply> {
    private static final int LISTED = 20;

    @Override
    StatusReply run(NavetteApi navette) throws CommandRefusedException {
        return ask(navette, Status.PLAIN);
    }

    @Override
    void show(StatusReply reply) {
        reply.complaint().ifPresent(System.err::println);
        reply.update().ifPresent(update -> say("status.update", update.sentence()));
        if (reply.folders().isEmpty()) {
            say("status.none");
        }
        for (FolderReply folder : reply.folders()) {
            say("status.folder", folder.name(), folder.local(), folder.url());
            folder.status().ifPresent(status -> show(folder.name(), status));
        }
    }

    private void show(String name, FolderStatusReply status) {
        say("status.line", status.sentence());
        status.problems().stream()
                .limit(LISTED)
                .forEach(problem -> say("status.line", messages.text("problem", problem.path(), problem.sentence())));
        status.documents().forEach(document -> say("status.line", document.sentence()));
        if (status.watch() != FolderStatus.Watch.ALL) {
            say("status.line", messages.text("status.watch." + EnumNames.of(status.watch())));
        }
        if (status.state() instanceof NeedsDecision(QuestionReply.Deletions question)) {
            question.held().stream().limit(LISTED).forEach(path -> say("status.line", "  " + path));
            say("status.line", messages.text("status.answer", ShellArgument.of(name)));
        }
    }

    /** As a pass over all of them would end. */
    @Override
    int exitCode(StatusReply reply) {
        return reply.folders().stream()
                .flatMap(folder -> folder.status().stream())
                .mapToInt(StatusCommand::exitCode)
                .max()
                .orElse(ExitCode.IN_STEP);
    }

    private static int exitCode(FolderStatusReply status) {
        return switch (status.state()) {
            case FolderStateReply.NeedsDecision n -> ExitCode.HELD;
            case FolderStateReply.NeedsPassword n -> ExitCode.CREDENTIALS;
            case FolderStateReply.Offline o -> ExitCode.UNREACHABLE;
            case FolderStateReply.ShareGone s -> ExitCode.UNREACHABLE;
            case FolderStateReply.Stopped s -> ExitCode.SOME_NOT_SYNCED;
            default -> status.problems().isEmpty() ? ExitCode.IN_STEP : ExitCode.SOME_NOT_SYNCED;
        };
    }
}
