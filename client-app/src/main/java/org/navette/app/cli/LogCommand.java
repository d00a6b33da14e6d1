// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.navette.app.api.ActivityReply;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.HistoryCommand;
import org.navette.app.api.NavetteApi;
import org.navette.app.api.Reply;
import org.navette.app.service.DiagnosticsBundle;
import org.navette.app.settings.NavetteHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What was done; taking something back; and everything that helps somebody to help. */
@Command(name = "log")
final class LogCommand extends ControlCommand<Reply> {
    @Option(names = "-n", paramLabel = "NUMBER", descriptionKey = "option.most")
    private long most = 50;

    @Option(names = "--folder", paramLabel = "NAME", descriptionKey = "option.ofFolder")
    private @Nullable String folder;

    @Option(names = "--undo", paramLabel = "ID", descriptionKey = "option.undo")
    private @Nullable Long undo;

    @Option(names = "--bundle", paramLabel = "FILE", descriptionKey = "option.bundle")
    private @Nullable Path bundle;

    @Option(names = "--mask", descriptionKey = "option.mask")
    private boolean mask;

    /** @param file where the bundle is */
    private record BundleReply(Path file) implements Reply {}

    @Override
    Reply run(NavetteApi navette) throws CommandRefusedException, IOException {
        if (undo != null) {
            return ask(navette, new HistoryCommand.Undo(undo));
        }
        if (bundle != null) {
            new DiagnosticsBundle(navette, NavetteHome.ofSession(System.getenv()), messages.locale(), mask)
                    .write(bundle);
            return new BundleReply(bundle.toAbsolutePath());
        }
        return ask(
                navette,
                new HistoryCommand.Log(
                        Optional.of(most), Optional.ofNullable(folder), Optional.empty(), Optional.empty()));
    }

    @Override
    void show(Reply reply) {
        switch (reply) {
            case HistoryCommand.UndoneReply undone -> say("undo.done", undone.path());
            case BundleReply written -> say(mask ? "bundle.doneMasked" : "bundle.done", written.file());
            case HistoryCommand.LogReply log -> show(log.activities().reversed());
            default -> throw new IllegalArgumentException(reply.toString());
        }
    }

    private void show(List<ActivityReply> activities) {
        if (activities.isEmpty()) {
            say("log.empty");
        }
        for (ActivityReply activity : activities) {
            say(
                    activity.undo().orElse(false) ? "log.lineUndo" : "log.line",
                    TableTimes.table(activity.at()),
                    activity.folder(),
                    activity.sentence(),
                    String.valueOf(activity.id()));
        }
    }
}
