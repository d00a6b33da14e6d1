// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.navette.app.keyring.Passwords;
import org.navette.app.text.Messages;
import org.navette.engine.dav.AddressGuesses;
import picocli.CommandLine.Command;

/** Forgets a password that was kept. */
@Command(name = "logout")
final class LogoutCommand extends SignInCommand {
    @Override
    int run(Messages messages, Map<String, String> environment, Passwords passwords)
            throws UsageException, IOException {
        String user =
                account.user(environment).orElseThrow(() -> new UsageException(messages.text("usage.noUser"), null));
        List<URI> guesses = AddressGuesses.of(url, java.util.Optional.of(user))
                .orElseThrow(() -> new UsageException(messages.text("usage.address", url), null));
        boolean had = passwords.remove(guesses.getFirst(), user);
        System.out.println(messages.text(
                had ? "logout.done" : "logout.none", user, guesses.getFirst().getHost()));
        return ExitCode.IN_STEP;
    }
}
