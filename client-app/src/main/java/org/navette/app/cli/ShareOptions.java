// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.util.List;
import org.navette.app.text.Messages;
import org.navette.engine.reconcile.DeletionGuard;
import picocli.CommandLine.Option;

/** The options that say what to sync, and how much to tell. */
final class ShareOptions {
    @Option(names = "--exclude", paramLabel = "PATTERN", descriptionKey = "option.exclude")
    private List<String> exclude = List.of();

    @Option(names = "--dry-run", descriptionKey = "option.dryRun")
    boolean dryRun;

    @Option(names = "--accept-deletions", descriptionKey = "option.acceptDeletions")
    private boolean acceptDeletions;

    @Option(names = "--undo-deletions", descriptionKey = "option.undoDeletions")
    private boolean undoDeletions;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    @Option(names = "--quiet", descriptionKey = "option.quiet")
    boolean quiet;

    @Option(names = "--verbose", descriptionKey = "option.verbose")
    boolean verbose;

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

    List<String> exclude() {
        return exclude;
    }
}
