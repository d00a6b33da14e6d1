// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.navette.app.onboarding.Invitation;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;
import org.navette.engine.dav.AddressGuesses;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes an invitation for others to open; there is never a password in it. */
@Command(name = "invite")
final class InviteCommand implements Callable<Integer> {
    @Option(names = "--server", paramLabel = "URL", required = true, descriptionKey = "option.inviteServer")
    private String server = "";

    @Option(names = "--user", paramLabel = "USER", descriptionKey = "option.inviteUser")
    private @Nullable String user;

    @Option(names = "--folder", paramLabel = "PATH", descriptionKey = "option.inviteFolder")
    private @Nullable String folder;

    @Option(names = "--name", paramLabel = "NAME", descriptionKey = "option.inviteName")
    private @Nullable String name;

    @Option(names = "--link", descriptionKey = "option.inviteLink")
    private boolean link;

    @Option(names = "--out", paramLabel = "FILE", descriptionKey = "option.inviteOut")
    private @Nullable Path out;

    @Override
    public Integer call() {
        Messages messages = Messages.ofSession();
        // What has a name and a password in it is no address either.
        if (AddressGuesses.of(server, Optional.empty()).isEmpty()) {
            System.err.println(messages.text("usage.address", server));
            return ExitCode.USAGE;
        }
        Optional<Invitation> invitation = Invitation.to(
                server, Optional.ofNullable(user), Optional.ofNullable(folder), Optional.ofNullable(name));
        if (invitation.isEmpty()) {
            System.err.println(messages.text("invite.folder", String.valueOf(folder)));
            return ExitCode.USAGE;
        }
        String text = link
                ? invitation.get().toLink() + System.lineSeparator()
                : invitation.get().toToml();
        if (out == null) {
            System.out.print(text);
            return ExitCode.IN_STEP;
        }
        try {
            Files.writeString(out, text);
            return ExitCode.IN_STEP;
        } catch (IOException e) {
            System.err.println(messages.text("invite.unwritable", out.toString(), String.valueOf(e.getMessage())));
            return ExitCode.SOME_NOT_SYNCED;
        }
    }
}
