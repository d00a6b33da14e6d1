// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.navette.app.keyring.Passwords;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;
import picocli.CommandLine.Command;

/** Forgets a password that was kept. */
@Command(name = "logout")
final class LogoutCommand extends SignInCommand {
    @Override
    int run(Messages messages, Map<String, String> environment, Passwords passwords)
            throws UsageException, IOException {
        String user =
                account.user(environment).orElseThrow(() -> new UsageException(messages.text("usage.noUser"), null));
        URI server = AccountOptions.guesses(url, Optional.of(user), messages).getFirst();
        boolean had = passwords.remove(server, user);
        System.out.println(messages.text(had ? "logout.done" : "logout.none", user, server.getHost()));
        return ExitCode.IN_STEP;
    }
}
