// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.navette.app.launch.RunningInstance;
import org.navette.app.launch.Shutdown;
import org.navette.app.text.ExitCode;
import org.navette.engine.pass.PairSettings;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.reconcile.DeletionGuard;
import org.navette.engine.schedule.FolderOptions;
import org.navette.engine.schedule.FolderState;
import org.navette.engine.schedule.FolderStatus;
import org.navette.engine.schedule.Signal;
import org.navette.engine.schedule.SyncFolder;
import picocli.CommandLine.Command;

/** Stays and keeps the pair in step, until it is stopped. */
@Command(name = "watch")
final class WatchCommand extends PairCommand {
    @Override
    int run(PairSettings settings, PassOptions options, Reporter reporter, Shutdown shutdown) {
        Watcher watcher = new Watcher(reporter);
        SyncFolder folder =
                new SyncFolder(new SyncFolder.Settings(settings, FolderOptions.USUAL, Optional.empty()), watcher);
        shutdown.breakOffBy(() -> folder.tell(new Signal.Stop()));
        watcher.endBy(() -> folder.tell(new Signal.Stop()));
        if (options.answer() != DeletionGuard.Answer.NONE) {
            folder.tell(new Signal.Answer(options.answer(), options.about()));
        }
        FolderStatus end = folder.run();
        if (end.state() instanceof FolderState.Stopped(var why) && why.isPresent()) {
            return ExitCode.of(why.get());
        }
        // Asked to stop: that is how it ends well, whatever the last pass had met.
        return watcher.givenUp();
    }

    /** All pairs of the settings. */
    @Override
    int runWithout(ShareOptions chosen) {
        RunningInstance.Output output = new RunningInstance.Output(chosen.json, chosen.quiet);
        return new RunningInstance(messages, output, Optional.empty()).run();
    }

    /** Reports each pass; without a person at hand, what only a person can heal ends the command. */
    private static final class Watcher implements SyncFolder.Observer {
        private final Reporter reporter;
        private final AtomicInteger givenUp = new AtomicInteger(ExitCode.IN_STEP);
        private Runnable end = () -> {};

        Watcher(Reporter reporter) {
            this.reporter = reporter;
        }

        void endBy(Runnable action) {
            end = action;
        }

        int givenUp() {
            return givenUp.get();
        }

        @Override
        public void on(SyncEvent event) {
            reporter.on(event);
        }

        @Override
        public void ended(PassResult result) {
            reporter.finished(result, ExitCode.of(result));
        }

        @Override
        public void status(FolderStatus status) {
            int code = switch (status.state()) {
                case FolderState.NeedsPassword(var why) -> ExitCode.of(why);
                case FolderState.NeedsDecision(FolderState.Question.Certificate(var why, var next)) -> ExitCode.of(why);
                case FolderState.NeedsDecision(FolderState.Question.Folder(var why, var next)) -> ExitCode.of(why);
                default -> ExitCode.IN_STEP;
            };
            if (code != ExitCode.IN_STEP) {
                givenUp.set(code);
                end.run();
            }
        }
    }
}
