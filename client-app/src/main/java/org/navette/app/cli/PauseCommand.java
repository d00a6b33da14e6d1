// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.navette.app.api.FolderCommand;
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
        super("pause.done");
    }

    @Override
    FolderCommand.Pause command(Optional<String> name) {
        return new FolderCommand.Pause(name, Optional.ofNullable(time), untilTomorrow);
    }
}
