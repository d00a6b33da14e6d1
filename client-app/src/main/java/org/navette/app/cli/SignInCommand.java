// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.navette.app.keyring.Passwords;
import org.navette.app.launch.Logging;
import org.navette.app.settings.NavetteHome;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;
import org.navette.app.text.Sentences;
import org.navette.engine.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code login} and {@code logout} have in common: a server, a name, and where passwords are kept. */
abstract class SignInCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(SignInCommand.class);

    @Parameters(index = "0", paramLabel = "URL", descriptionKey = "parameter.anyUrl")
    String url = "";

    @Mixin
    AccountOptions account = new AccountOptions();

    @Option(names = "--verbose", descriptionKey = "option.verbose")
    private boolean verbose;

    abstract int run(Messages messages, Map<String, String> environment, Passwords passwords)
            throws UsageException, StoreException, IOException, InterruptedException;

    @Override
    public final Integer call() throws InterruptedException {
        Logging.configure(verbose);
        Messages messages = Messages.ofSession();
        Map<String, String> environment = System.getenv();
        try {
            return run(messages, environment, new Passwords(NavetteHome.ofSession(environment)));
        } catch (UsageException e) {
            LOG.debug("usage", e);
            System.err.println(e.getMessage());
            return ExitCode.USAGE;
        } catch (StoreException e) {
            LOG.debug("signing in failed", e);
            System.err.println(new Sentences(messages).of(e.failure()));
            return ExitCode.of(e.failure());
        } catch (IOException e) {
            LOG.debug("the password can't be kept", e);
            System.err.println(messages.text("login.notKept", String.valueOf(e.getMessage())));
            return ExitCode.SOME_NOT_SYNCED;
        }
    }
}
