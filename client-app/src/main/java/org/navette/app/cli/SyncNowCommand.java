// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.util.Optional;
import org.navette.app.api.FolderCommand;
import org.navette.engine.reconcile.DeletionGuard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at both sides now, and answers what a guard asks. */
@Command(name = "sync-now")
final class SyncNowCommand extends FoldersCommand {
    @Mixin
    private AnswerOptions answers = new AnswerOptions();

    SyncNowCommand() {
        super("syncNow.done");
    }

    @Override
    FolderCommand.SyncNow command(Optional<String> name) throws UsageException {
        Optional<DeletionGuard.Answer> answer =
                Optional.of(answers.answer(messages)).filter(given -> given != DeletionGuard.Answer.NONE);
        return new FolderCommand.SyncNow(name, answer, Optional.empty());
    }
}
