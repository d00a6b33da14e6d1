// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Rests: one folder, or all. */
@Command(name = "pause")
final class PauseCommand extends FoldersCommand {
    @Option(names = "--for", paramLabel = "TIME", descriptionKey = "option.for")
    private @Nullable String time;

    @Option(names = "--until-tomorrow", descriptionKey = "option.untilTomorrow")
    private boolean untilTomorrow;

    PauseCommand() {
        super("pause", "pause.done");
    }

    @Override
    void fill(JsonObject arguments) {
        if (time != null) {
            arguments.addProperty("for", time);
        }
        arguments.addProperty("untilTomorrow", untilTomorrow);
    }
}
