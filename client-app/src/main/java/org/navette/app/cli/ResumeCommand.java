// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.util.Optional;
import org.navette.app.api.FolderCommand;
import picocli.CommandLine.Command;

/** Goes on after a pause. */
@Command(name = "resume")
final class ResumeCommand extends FoldersCommand {
    ResumeCommand() {
        super("resume.done");
    }

    @Override
    FolderCommand.Resume command(Optional<String> name) {
        return new FolderCommand.Resume(name);
    }
}
