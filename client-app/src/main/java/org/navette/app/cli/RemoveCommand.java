// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.FolderCommand;
import org.navette.app.api.FolderCommand.LocalDeletion;
import org.navette.app.api.FolderCommand.RemovedReply;
import org.navette.app.api.NavetteApi;
import org.navette.app.text.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends a folder, and forgets it. */
@Command(name = "remove")
final class RemoveCommand extends ControlCommand<RemovedReply> {
    @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "parameter.folder")
    private String name = "";

    @Option(names = "--delete-local", descriptionKey = "option.deleteLocal")
    private boolean deleteLocal;

    @Option(names = "--delete-unsynced", descriptionKey = "option.deleteUnsynced")
    private boolean deleteUnsynced;

    @Override
    RemovedReply run(NavetteApi navette) throws CommandRefusedException {
        RemovedReply reply = ask(navette, new FolderCommand.Remove(name, deleteLocal, deleteUnsynced));
        reply.deletion().filter(deletion -> deletion.keptCount() > 0).ifPresent(this::nameKept);
        return reply;
    }

    /** On standard error, as whatever is not as it was meant to be. */
    private void nameKept(LocalDeletion deletion) {
        System.err.println(messages.text("remove.kept", deletion.keptCount()));
        for (FolderCommand.KeptReply entry : deletion.kept()) {
            String path = entry.path().isEmpty() ? "." : entry.path();
            System.err.println("  " + messages.text("problem", path, entry.sentence()));
        }
        int named = deletion.kept().size();
        if (named < deletion.keptCount()) {
            System.err.println(messages.text("remove.keptMore", deletion.keptCount() - named));
        }
    }

    @Override
    void show(RemovedReply reply) {
        if (reply.deletion().isEmpty()) {
            say("remove.done", reply.name());
            return;
        }
        LocalDeletion deletion = reply.deletion().get();
        say(deleteUnsynced ? "remove.doneAll" : "remove.doneLocal", reply.name(), deletion.deleted());
        if (deletion.versionsKept()) {
            say("remove.versionsKept");
        }
    }

    @Override
    int exitCode(RemovedReply reply) {
        boolean kept =
                reply.deletion().filter(deletion -> deletion.keptCount() > 0).isPresent();
        return kept ? ExitCode.SOME_NOT_SYNCED : ExitCode.IN_STEP;
    }
}
