// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.onboarding;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.AddressFinder;
import org.navette.engine.dav.AddressGuesses;
import org.navette.engine.dav.ConnectionSettings;
import org.navette.engine.dav.LoginFlow;
import org.navette.engine.dav.ShareAddress;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;

/** Finds the share behind what a person typed, with and without a name. */
public final class ShareFinder {
    private final ConnectionSettings line;

    /** @param line the way to any server, as the settings have it */
    public ShareFinder(ConnectionSettings line) {
        this.line = line;
    }

    /** Looks for it as nobody in particular. */
    public ShareFinding find(ShareQuery draft) {
        return find(draft, Optional.empty());
    }

    /** Looks for it as somebody. */
    public ShareFinding find(ShareQuery draft, Account.Login login) {
        return find(draft, Optional.of(login));
    }

    private ShareFinding find(ShareQuery draft, Optional<Account.Login> login) {
        Optional<List<URI>> guesses = AddressGuesses.of(draft.typed(), login.map(Account.Login::user));
        if (guesses.isEmpty()) {
            return new ShareFinding.Failed(new Failure.NotWebDav(draft.typed()));
        }
        Account account = account(draft, guesses.get(), login);
        AddressFinder.Search search = new AddressFinder(account).find(guesses.get());
        if (search.address().isPresent()) {
            return new ShareFinding.Found(search.address().get());
        }
        return switch (search.failure()) {
            case Failure.CertificateNotTrusted certificate -> new ShareFinding.NeedsTrust(certificate);
            case Failure.PlainHttp plain ->
                new ShareFinding.NotEncrypted(account.address().host());
            case Failure.CredentialsRefused refused
            when login.isEmpty() ->
                new ShareFinding.NeedsLogin(account.address().host(), offersPage(account, guesses.get()));
            case Failure failure -> new ShareFinding.Failed(failure);
        };
    }

    private Account account(ShareQuery draft, List<URI> guesses, Optional<Account.Login> login) {
        return new Account(new ShareAddress(guesses.getFirst()), login, draft.line(line));
    }

    /** How to be somebody at what was found. */
    public Account account(ShareQuery draft, ShareAddress address, Optional<Account.Login> login) {
        return new Account(address, login, draft.line(line));
    }

    private static boolean offersPage(Account account, List<URI> guesses) {
        try (LoginFlow flow = begin(account, guesses).orElse(null)) {
            return flow != null;
        } catch (StoreException e) {
            // One can still type a name and a password.
            return false;
        }
    }

    /** Begins to sign in on a page of the server's; absent if there is none, or the address is none. */
    public Optional<LoginFlow> begin(ShareQuery draft) throws StoreException {
        Optional<List<URI>> guesses = AddressGuesses.of(draft.typed(), Optional.empty());
        return guesses.isEmpty()
                ? Optional.empty()
                : begin(account(draft, guesses.get(), Optional.empty()), guesses.get());
    }

    /**
     * The same, at the first of the places where a Nextcloud may be installed.
     *
     * @param unsigned the way there
     */
    public static Optional<LoginFlow> begin(Account unsigned, List<URI> guesses) throws StoreException {
        for (URI base :
                guesses.stream().map(ShareFinder::installation).distinct().toList()) {
            Optional<LoginFlow> begun = LoginFlow.begin(unsigned, base);
            if (begun.isPresent()) {
                return begun;
            }
        }
        return Optional.empty();
    }

    private static URI installation(URI guess) {
        String text = guess.toString();
        int remote = text.indexOf("/remote.php/");
        return remote < 0 ? guess : URI.create(text.substring(0, remote + 1));
    }
}
