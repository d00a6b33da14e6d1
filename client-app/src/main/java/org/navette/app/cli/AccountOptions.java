// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.navette.app.keyring.Passwords;
import org.navette.app.settings.NavetteHome;
import org.navette.app.text.Messages;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.AddressGuesses;
import org.navette.engine.dav.ShareAddress;
import org.navette.engine.pass.IgnoredEntries;
import org.navette.engine.tree.RelativePath;
import picocli.CommandLine.Mixin;

/** The options that say who we are. */
final class AccountOptions {
    @Mixin
    private LoginOptions login = new LoginOptions();

    @Mixin
    private LineOptions line = new LineOptions();

    Optional<String> user(Map<String, String> environment) {
        return login.user(environment);
    }

    /** What leaves files that hold a secret out of a synced folder they lie in. */
    List<String> secretPatterns(Path root) {
        return Stream.concat(login.secretFiles(), line.secretFiles())
                .map(LocalFolder::realIfThere)
                .filter(file -> file.startsWith(root) && !file.equals(root))
                .map(file -> root.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/"))
                .map(below -> IgnoredEntries.pattern(RelativePath.of(below), false))
                .toList();
    }

    /** Where the share may be, from an address as people type it. @throws UsageException if it cannot be one */
    static List<URI> guesses(String typed, Optional<String> user, Messages messages) throws UsageException {
        return AddressGuesses.of(typed, user)
                .orElseThrow(() -> new UsageException(messages.text("usage.address", typed), null));
    }

    /** @throws UsageException if the address, the certificate or the password cannot be what was meant */
    Account account(String url, Messages messages, Map<String, String> environment) throws UsageException {
        try {
            ShareAddress address = new ShareAddress(URI.create(url));
            return new Account(address, login(address, messages, environment), line.line(messages, environment));
        } catch (IllegalArgumentException e) {
            throw new UsageException(messages.text("usage.address", url), e);
        }
    }

    /** The account of somebody who has not signed in yet. */
    Account withoutLogin(ShareAddress address, Messages messages, Map<String, String> environment)
            throws UsageException {
        return new Account(address, Optional.empty(), line.line(messages, environment));
    }

    private Optional<Account.Login> login(ShareAddress address, Messages messages, Map<String, String> environment)
            throws UsageException {
        Optional<String> name = user(environment);
        Optional<String> password = password(messages, environment);
        if (name.isEmpty()) {
            if (password.isPresent()) {
                throw new UsageException(messages.text("usage.passwordWithoutUser"), null);
            }
            return Optional.empty();
        }
        if (password.isEmpty()) {
            password = kept(address, name.get(), messages, environment);
        }
        return Optional.of(new Account.Login(
                name.get(),
                password.orElseThrow(
                        () -> new UsageException(messages.text("usage.noPassword", name.get(), address), null))));
    }

    private static Optional<String> kept(
            ShareAddress address, String name, Messages messages, Map<String, String> environment)
            throws UsageException {
        try {
            return new Passwords(NavetteHome.ofSession(environment)).get(address.base(), name);
        } catch (IOException e) {
            throw new UsageException(messages.text("usage.passwordUnreadable", String.valueOf(e.getMessage())), e);
        }
    }

    /** The password as it was given, if it was. */
    Optional<String> password(Messages messages, Map<String, String> environment) throws UsageException {
        return login.password(messages, environment);
    }
}
