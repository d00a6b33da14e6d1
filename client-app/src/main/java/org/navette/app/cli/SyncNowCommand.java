// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import com.google.gson.JsonObject;
import org.navette.app.text.EnumNames;
import org.navette.engine.reconcile.DeletionGuard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at both sides now, and answers what a guard asks. */
@Command(name = "sync-now")
final class SyncNowCommand extends FoldersCommand {
    @Mixin
    private AnswerOptions answers = new AnswerOptions();

    SyncNowCommand() {
        super("sync-now", "syncNow.done");
    }

    @Override
    void fill(JsonObject arguments) throws UsageException {
        DeletionGuard.Answer answer = answers.answer(messages);
        if (answer != DeletionGuard.Answer.NONE) {
            arguments.addProperty("answer", EnumNames.of(answer));
        }
    }
}
