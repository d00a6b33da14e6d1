// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.io.Console;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.navette.app.keyring.Passwords;
import org.navette.app.onboarding.ShareFinder;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.AddressFinder;
import org.navette.engine.dav.LoginFlow;
import org.navette.engine.dav.ShareAddress;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import picocli.CommandLine.Command;

/** Signs in once: the password is checked, and kept where passwords are kept on this system. */
@Command(name = "login")
final class LoginCommand extends SignInCommand {
    private static final long ASK_EVERY_MILLIS = 1_000;
    /** Nextcloud drops the page after that. */
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    @Override
    int run(Messages messages, Map<String, String> environment, Passwords passwords)
            throws UsageException, StoreException, IOException, InterruptedException {
        Optional<String> user = account.user(environment);
        List<URI> guesses = AccountOptions.guesses(url, user, messages);
        ShareAddress first = new ShareAddress(guesses.getFirst());
        Account unsigned = account.withoutLogin(first, messages, environment);
        Optional<Account.Login> login = user.isPresent()
                ? Optional.of(new Account.Login(user.get(), password(user.get(), messages, environment)))
                : inBrowser(unsigned, guesses, messages);
        if (login.isEmpty()) {
            throw new UsageException(messages.text("usage.noUser"), null);
        }
        List<URI> places = AccountOptions.guesses(url, login.map(Account.Login::user), messages);
        Account signed = new Account(first, login, unsigned.line());
        AddressFinder.Search search = new AddressFinder(signed).find(places);
        if (search.address().isEmpty()) {
            throw new StoreException(search.failure());
        }
        ShareAddress found = search.address().get();
        Passwords.Place place =
                passwords.put(found.base(), login.get().user(), login.get().password());
        Control.signed(messages);
        System.out.println(messages.text("login.done", login.get().user(), found));
        switch (place) {
            case Passwords.Place.InKeyring() -> System.out.println(messages.text("login.inKeyring"));
            case Passwords.Place.InFile(var file) -> System.err.println(messages.text("login.inFile", file));
        }
        return ExitCode.IN_STEP;
    }

    @SuppressWarnings("SystemConsoleNull") // which console there is can be chosen, also one that may be missing
    private String password(String user, Messages messages, Map<String, String> environment) throws UsageException {
        Optional<String> given = account.password(messages, environment);
        if (given.isPresent()) {
            return given.get();
        }
        @Nullable Console console = System.console();
        char @Nullable [] typed = console != null && console.isTerminal()
                ? console.readPassword("%s", messages.text("login.ask", user) + " ")
                : null;
        if (typed == null) {
            throw new UsageException(messages.text("usage.noPassword", user, url), null);
        }
        return new String(typed);
    }

    /** Where the server is a Nextcloud, without any password typed here. */
    private static Optional<Account.Login> inBrowser(Account unsigned, List<URI> guesses, Messages messages)
            throws StoreException, InterruptedException {
        Optional<LoginFlow> begun = ShareFinder.begin(unsigned, guesses);
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        try (LoginFlow flow = begun.get()) {
            System.out.println(messages.text("login.open", flow.page()));
            return Optional.of(waitFor(flow));
        }
    }

    private static Account.Login waitFor(LoginFlow flow) throws StoreException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<Account.Login> login = flow.poll();
            if (login.isPresent()) {
                return login.get();
            }
            TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MILLIS);
        }
        throw new StoreException(new Failure.CredentialsRefused(false));
    }
}
