// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.navette.app.settings.ValueType;
import org.navette.app.text.Messages;
import org.navette.engine.pass.IgnoredEntries;
import org.navette.engine.port.Reserve;
import org.navette.engine.reconcile.DeletionGuard;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what to sync, and how much to tell. */
public final class ShareOptions {
    @Option(names = "--exclude", paramLabel = "PATTERN", descriptionKey = "option.exclude")
    private List<String> exclude = List.of();

    @Option(names = "--min-disk-free", paramLabel = "SIZE", descriptionKey = "option.minDiskFree")
    private @Nullable String minDiskFree;

    @Option(names = "--dry-run", descriptionKey = "option.dryRun")
    boolean dryRun;

    @Mixin
    private AnswerOptions answers = new AnswerOptions();

    @Option(names = "--json", descriptionKey = "option.json")
    public boolean json;

    @Option(names = "--quiet", descriptionKey = "option.quiet")
    public boolean quiet;

    @Option(names = "--verbose", descriptionKey = "option.verbose")
    boolean verbose;

    /** @throws UsageException if both answers are given */
    DeletionGuard.Answer answer(Messages messages) throws UsageException {
        return answers.answer(messages);
    }

    /** @throws UsageException if that is no number of bytes */
    Reserve reserve(Messages messages) throws UsageException {
        if (minDiskFree == null) {
            return Reserve.USUAL;
        }
        if (!ValueType.BYTES.accepts(minDiskFree)) {
            throw new UsageException(messages.text("usage.size", minDiskFree), null);
        }
        return Reserve.of(ValueType.bytes(minDiskFree));
    }

    /** @throws UsageException if one of them can leave nothing out */
    List<String> exclude(Messages messages) throws UsageException {
        for (String pattern : exclude) {
            if (!IgnoredEntries.isPattern(pattern)) {
                throw new UsageException(messages.text("usage.pattern", pattern), null);
            }
        }
        return exclude;
    }
}
