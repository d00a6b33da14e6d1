// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import org.navette.app.text.Messages;
import org.navette.engine.reconcile.DeletionGuard;
import picocli.CommandLine.Option;

/** The options that answer what a guard asks. */
final class AnswerOptions {
    @Option(names = "--accept-deletions", descriptionKey = "option.acceptDeletions")
    private boolean acceptDeletions;

    @Option(names = "--undo-deletions", descriptionKey = "option.undoDeletions")
    private boolean undoDeletions;

    /** @throws UsageException if both answers are given */
    DeletionGuard.Answer answer(Messages messages) throws UsageException {
        if (acceptDeletions && undoDeletions) {
            throw new UsageException(messages.text("usage.twoAnswers"), null);
        }
        if (acceptDeletions) {
            return DeletionGuard.Answer.DELETE;
        }
        return undoDeletions ? DeletionGuard.Answer.BRING_BACK : DeletionGuard.Answer.NONE;
    }
}
