// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import org.navette.app.text.Messages;
import org.navette.app.text.Sentences;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.Failure;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.port.SyncEvent.Operation;
import org.navette.engine.reconcile.Action;
import org.navette.engine.tree.RelativePath;

/** Lines for a person: deeds and the summary on standard output, trouble and the progress bar on standard error. */
final class TextReporter implements Reporter {
    private static final int LISTED_DELETIONS = 20;

    private final Messages messages;
    private final Sentences sentences;
    private final boolean quiet;
    private final boolean listDeeds;
    private final boolean bar;
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    private final Map<Operation, Integer> counts = new EnumMap<>(Operation.class);
    private long bytesSent;
    private long bytesReceived;
    private @Nullable ProgressBar progress;

    TextReporter(Messages messages, boolean quiet, boolean verbose) {
        this.messages = messages;
        this.sentences = new Sentences(messages);
        this.quiet = quiet;
        boolean terminal = isTerminal();
        this.bar = terminal && !quiet && !verbose;
        this.listDeeds = !quiet && !bar;
    }

    /** Since Java 25 there is again no console where no terminal is, which Error Prone does not know yet. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public synchronized void on(SyncEvent event) {
        switch (event) {
            case SyncEvent.Looking looking -> {}
            case SyncEvent.ComparedAnew anew -> out.println(messages.text("comparedAnew"));
            case SyncEvent.Planned(int actions, int files, long bytes) -> startBar(bytes);
            case SyncEvent.Progress(long bytes) -> {
                if (progress != null) {
                    progress.stepBy(bytes);
                }
            }
            case SyncEvent.Done done -> done(done);
            case SyncEvent.Troubled troubled -> {
                // Told once, at the end of the pass, if it is still one.
            }
            case SyncEvent.Held held -> {
                // Told at the end, with what to do.
            }
        }
    }

    private void startBar(long bytes) {
        closeBar();
        if (bar && bytes > 0) {
            progress = new ProgressBarBuilder()
                    .setTaskName(messages.text("progress.task"))
                    .setInitialMax(bytes)
                    .setUnit(" MB", 1_000_000)
                    .showSpeed()
                    .clearDisplayOnFinish()
                    .setConsumer(new ConsoleProgressBarConsumer(Terminal.plainErr()))
                    .build();
        }
    }

    private void closeBar() {
        if (progress != null) {
            progress.close();
            progress = null;
        }
    }

    private void done(SyncEvent.Done done) {
        counts.merge(done.operation(), 1, Integer::sum);
        switch (done.operation()) {
            case UPLOADED -> bytesSent += done.bytes();
            case DOWNLOADED, CONFLICT -> bytesReceived += done.bytes();
            default -> {}
        }
        boolean notable = done.operation() == Operation.CONFLICT;
        if (listDeeds || (notable && !quiet)) {
            out.println(messages.text(
                    "deed." + done.operation().name(),
                    done.path().value(),
                    done.other().value()));
        }
    }

    @Override
    public synchronized void usage(String sentence) {
        err.println(sentence);
    }

    @Override
    public synchronized void halted(Failure failure) {
        closeBar();
        err.println(sentences.of(failure));
    }

    @Override
    public synchronized void finished(PassResult result, int exitCode) {
        closeBar();
        result.planned()
                .ifPresent(plan -> plan.actions().stream()
                        .sorted(Comparator.comparing(Action::path))
                        .forEach(action -> out.println(messages.text(
                                "would." + action.getClass().getSimpleName(),
                                action.path().value()))));
        sentences.of(result.problems()).forEach(err::println);
        if (!result.held().isEmpty()) {
            tellHeld(result);
        }
        if (result.halted().isPresent()) {
            err.println(sentences.of(result.halted().get()));
        } else if (!quiet && result.planned().isEmpty()) {
            out.println(summary(result));
        }
        counts.clear();
        bytesSent = 0;
        bytesReceived = 0;
    }

    private void tellHeld(PassResult result) {
        List<RelativePath> held = result.held();
        err.println(messages.text("held." + result.doubt().name(), held.size()));
        if (result.recent() > 0) {
            err.println(messages.text("held.recent", result.recent()));
        }
        held.stream().limit(LISTED_DELETIONS).forEach(path -> err.println("  " + path));
        if (held.size() > LISTED_DELETIONS) {
            err.println(messages.text("held.more", held.size() - LISTED_DELETIONS));
        }
        err.println(messages.text("held.todo"));
    }

    private String summary(PassResult result) {
        StringBuilder line = new StringBuilder(messages.text(result.isInStep() ? "state.inStep" : "state.notInStep"));
        append(line, "summary.sent", count(Operation.UPLOADED), bytesSent);
        append(line, "summary.received", count(Operation.DOWNLOADED), bytesReceived);
        append(line, "summary.moved", count(Operation.MOVED_REMOTE) + count(Operation.MOVED_LOCAL), 0);
        append(line, "summary.removed", count(Operation.DELETED_REMOTE) + count(Operation.TRASHED), 0);
        append(line, "summary.adopted", count(Operation.ADOPTED), 0);
        append(line, "summary.conflicts", count(Operation.CONFLICT), 0);
        return line.toString();
    }

    private void append(StringBuilder line, String key, int count, long bytes) {
        if (count > 0) {
            line.append(' ').append(messages.text(key, count, messages.bytes(bytes)));
        }
    }

    private int count(Operation operation) {
        return counts.getOrDefault(operation, 0);
    }

    @Override
    public synchronized void close() {
        closeBar();
        out.flush();
    }
}
