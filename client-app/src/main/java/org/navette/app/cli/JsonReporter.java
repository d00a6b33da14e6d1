// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.Optional;
import org.navette.app.control.JsonBinding;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Sentences;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Problem;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.reconcile.Action;
import org.navette.engine.tree.RelativePath;

/** One event a line, as JSON objects, for programs. The names of events and fields never change (docs/command-line.md). */
final class JsonReporter implements Reporter {
    private final PrintStream out;
    private final Sentences sentences;

    JsonReporter(PrintStream out, Sentences sentences) {
        this.out = out;
        this.sentences = sentences;
    }

    @Override
    public void on(SyncEvent event) {
        switch (event) {
            case SyncEvent.Looking looking -> print(new OutputEvent.Looking());
            case SyncEvent.ComparedAnew anew -> print(new OutputEvent.ComparedAnew());
            case SyncEvent.Planned(int actions, int files, long bytes) ->
                print(new OutputEvent.Planned(actions, files, bytes));
            case SyncEvent.Progress progress -> {
                // Far too many for a line each; what counts is when a file is through.
            }
            case SyncEvent.Done done -> done(done);
            case SyncEvent.Troubled(Problem problem) -> {
                // Told once, at the end of the pass, if it is still one.
            }
            case SyncEvent.Held(var deletions, long entries, var doubt, long recent) ->
                print(new OutputEvent.Held(deletions.size(), entries, doubt, recent));
        }
    }

    private void done(SyncEvent.Done done) {
        print(new OutputEvent.Done(
                done.operation(),
                done.path().value(),
                Optional.of(done.other())
                        .filter(other -> !other.equals(done.path()))
                        .map(RelativePath::value),
                Optional.of(done.bytes()).filter(bytes -> bytes > 0)));
    }

    @Override
    public void usage(String sentence) {
        print(new OutputEvent.Failed("Usage", sentence, ExitCode.USAGE));
        System.err.println(sentence);
    }

    @Override
    public void halted(Failure failure) {
        print(new OutputEvent.Failed(name(failure), sentences.of(failure), ExitCode.of(failure)));
        System.err.println(sentences.of(failure));
    }

    @Override
    public void finished(PassResult result, int exitCode) {
        result.planned()
                .ifPresent(plan -> plan.actions().stream()
                        .sorted(Comparator.comparing(Action::path))
                        .forEach(this::would));
        for (Problem problem : result.problems()) {
            Optional<String> proposal =
                    problem.failure() instanceof Failure.NameProblem name ? name.proposal() : Optional.empty();
            print(new OutputEvent.Problem(
                    problem.where(), name(problem.failure()), proposal, sentences.of(problem.failure())));
        }
        sentences.of(result.problems()).forEach(System.err::println);
        for (RelativePath path : result.held()) {
            print(new OutputEvent.HeldDeletion(path.value()));
        }
        if (result.halted().isPresent()) {
            halted(result.halted().get());
            return;
        }
        print(new OutputEvent.Finished(exitCode));
    }

    private void would(Action action) {
        print(new OutputEvent.Would(
                action.getClass().getSimpleName(), action.path().value()));
    }

    private static String name(Failure failure) {
        return failure.getClass().getSimpleName();
    }

    private synchronized void print(Record event) {
        out.println(JsonBinding.text(event));
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}
