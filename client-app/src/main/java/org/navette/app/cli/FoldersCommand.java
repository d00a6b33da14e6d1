// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.navette.app.api.Command;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.FolderCommand.FoldersReply;
import org.navette.app.api.NavetteApi;
import picocli.CommandLine.Parameters;

/** A command for one folder, or for all. */
abstract class FoldersCommand extends ControlCommand<FoldersReply> {
    @Parameters(index = "0", paramLabel = "NAME", arity = "0..1", descriptionKey = "parameter.folderOrAll")
    private @Nullable String name;

    private final String done;

    /** @param done the key of the sentence for each folder */
    FoldersCommand(String done) {
        this.done = done;
    }

    /** @param name of the folder; absent for all */
    abstract Command<FoldersReply> command(Optional<String> name) throws UsageException;

    @Override
    final FoldersReply run(NavetteApi navette) throws CommandRefusedException, UsageException {
        return ask(navette, command(Optional.ofNullable(name)));
    }

    @Override
    final void show(FoldersReply reply) {
        reply.folders().forEach(folder -> say(done, folder));
    }
}
