// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.util.Comparator;
import org.navette.app.text.EnumNames;
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
    private final Gson gson = new GsonBuilder().disableHtmlEscaping().create();
    private final PrintStream out;
    private final Sentences sentences;

    JsonReporter(PrintStream out, Sentences sentences) {
        this.out = out;
        this.sentences = sentences;
    }

    @Override
    public void on(SyncEvent event) {
        switch (event) {
            case SyncEvent.Looking looking -> print(event("looking"));
            case SyncEvent.ComparedAnew anew -> print(event("compared-anew"));
            case SyncEvent.Planned(int actions, int files, long bytes) -> {
                JsonObject json = event("planned");
                json.addProperty("actions", actions);
                json.addProperty("files", files);
                json.addProperty("bytes", bytes);
                print(json);
            }
            case SyncEvent.Progress progress -> {
                // Far too many for a line each; what counts is when a file is through.
            }
            case SyncEvent.Done done -> done(done);
            case SyncEvent.Troubled(Problem problem) -> {
                // Told once, at the end of the pass, if it is still one.
            }
            case SyncEvent.Held(var deletions, long entries, var doubt, long recent) -> {
                JsonObject json = event("held");
                json.addProperty("deletions", deletions.size());
                json.addProperty("entries", entries);
                json.addProperty("why", EnumNames.of(doubt));
                json.addProperty("deletedBefore", recent);
                print(json);
            }
        }
    }

    private void done(SyncEvent.Done done) {
        JsonObject json = event(EnumNames.of(done.operation()));
        json.addProperty("path", done.path().value());
        if (!done.other().equals(done.path())) {
            json.addProperty("to", done.other().value());
        }
        if (done.bytes() > 0) {
            json.addProperty("bytes", done.bytes());
        }
        print(json);
    }

    @Override
    public void usage(String sentence) {
        JsonObject json = event("failed");
        json.addProperty("failure", "Usage");
        json.addProperty("message", sentence);
        json.addProperty("exit", ExitCode.USAGE);
        print(json);
        System.err.println(sentence);
    }

    @Override
    public void halted(Failure failure) {
        JsonObject json = event("failed");
        json.addProperty("failure", failure.getClass().getSimpleName());
        json.addProperty("message", sentences.of(failure));
        json.addProperty("exit", ExitCode.of(failure));
        print(json);
        System.err.println(sentences.of(failure));
    }

    @Override
    public void finished(PassResult result, int exitCode) {
        result.planned()
                .ifPresent(plan -> plan.actions().stream()
                        .sorted(Comparator.comparing(Action::path))
                        .forEach(this::would));
        for (Problem problem : result.problems()) {
            JsonObject json = event("problem");
            json.addProperty("path", problem.where());
            json.addProperty("failure", problem.failure().getClass().getSimpleName());
            if (problem.failure() instanceof Failure.NameProblem name) {
                name.proposal().ifPresent(proposal -> json.addProperty("proposal", proposal));
            }
            json.addProperty("message", sentences.of(problem.failure()));
            print(json);
            System.err.println(sentences.of(problem));
        }
        for (RelativePath path : result.held()) {
            JsonObject json = event("held-deletion");
            json.addProperty("path", path.value());
            print(json);
        }
        if (result.halted().isPresent()) {
            halted(result.halted().get());
            return;
        }
        JsonObject json = event("finished");
        json.addProperty("exit", exitCode);
        print(json);
    }

    private void would(Action action) {
        JsonObject json = event("would");
        json.addProperty("action", action.getClass().getSimpleName());
        json.addProperty("path", action.path().value());
        print(json);
    }

    private static JsonObject event(String name) {
        JsonObject json = new JsonObject();
        json.addProperty("event", name);
        return json;
    }

    private synchronized void print(JsonObject json) {
        out.println(gson.toJson(json));
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}
