// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.ConflictCommand.ConflictsReply;
import org.navette.app.api.ConflictCommand.ListConflicts;
import org.navette.app.api.ConflictCommand.ResolveConflict;
import org.navette.app.api.ConflictCommand.ResolvedReply;
import org.navette.app.api.ConflictReply;
import org.navette.app.api.NavetteApi;
import org.navette.app.api.Reply;
import org.navette.app.text.EnumNames;
import org.navette.engine.pass.Conflicts.Choice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists conflict copies, or settles one. */
@Command(name = "conflicts")
final class ConflictsCommand extends ControlCommand<Reply> {
    @Parameters(index = "0", paramLabel = "COPY", arity = "0..1", descriptionKey = "parameter.copy")
    private @Nullable Path copy;

    @Option(names = "--keep", paramLabel = "mine|theirs|both", descriptionKey = "option.keep")
    private @Nullable String keep;

    @Override
    Reply run(NavetteApi navette) throws CommandRefusedException, UsageException {
        if (copy == null && keep == null) {
            return ask(navette, new ListConflicts(Optional.empty()));
        }
        if (copy == null || keep == null) {
            throw new UsageException(messages.text("conflicts.both"), null);
        }
        return ask(navette, new ResolveConflict(copy.toAbsolutePath().toString(), choice(keep)));
    }

    private Choice choice(String given) throws UsageException {
        return Stream.of(Choice.values())
                .filter(choice -> EnumNames.of(choice).equals(given))
                .findFirst()
                .orElseThrow(() -> new UsageException(messages.text("conflicts.choice", given), null));
    }

    @Override
    void show(Reply reply) {
        if (reply instanceof ResolvedReply resolved) {
            say("conflicts.settled." + keep, resolved.path());
        } else if (reply instanceof ConflictsReply(List<ConflictReply> conflicts)) {
            if (conflicts.isEmpty()) {
                say("conflicts.empty");
            }
            conflicts.forEach(conflict ->
                    say("conflicts.line", conflict.original(), conflict.device(), conflict.when(), conflict.file()));
        }
    }
}
