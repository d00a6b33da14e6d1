// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.navette.app.text.Messages;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.Line;
import org.navette.engine.dav.ShareAddress;
import org.navette.engine.reconcile.DeletionGuard;
import picocli.CommandLine.Option;

/** The options that say who we are and how much to tell. */
final class ShareOptions {
    @Option(names = "--user", paramLabel = "USER", descriptionKey = "option.user")
    private @Nullable String user;

    @Option(names = "--password-file", paramLabel = "FILE", descriptionKey = "option.passwordFile")
    private @Nullable Path passwordFile;

    @Option(names = "--password-stdin", descriptionKey = "option.passwordStdin")
    private boolean passwordStdin;

    @Option(names = "--trust-cert", paramLabel = "SHA256", descriptionKey = "option.trustCert")
    private @Nullable String trustCert;

    @Option(names = "--allow-plain-http", descriptionKey = "option.allowPlainHttp")
    private boolean allowPlainHttp;

    @Option(names = "--exclude", paramLabel = "PATTERN", descriptionKey = "option.exclude")
    private List<String> exclude = List.of();

    @Option(names = "--dry-run", descriptionKey = "option.dryRun")
    boolean dryRun;

    @Option(names = "--accept-deletions", descriptionKey = "option.acceptDeletions")
    private boolean acceptDeletions;

    @Option(names = "--undo-deletions", descriptionKey = "option.undoDeletions")
    private boolean undoDeletions;

    @Option(names = "--json", descriptionKey = "option.json")
    boolean json;

    @Option(names = "--quiet", descriptionKey = "option.quiet")
    boolean quiet;

    @Option(names = "--verbose", descriptionKey = "option.verbose")
    boolean verbose;

    /** @throws UsageException if both answers are given */
    DeletionGuard.Answer answer(Messages messages) throws UsageException {
        if (acceptDeletions && undoDeletions) {
            throw new UsageException(messages.text("usage.twoAnswers"), null);
        }
        if (acceptDeletions) {
            return DeletionGuard.Answer.DELETE;
        }
        return undoDeletions ? DeletionGuard.Answer.BRING_BACK : DeletionGuard.Answer.NONE;
    }

    List<String> exclude() {
        return exclude;
    }

    /** @throws UsageException if the address, the certificate or the password cannot be what was meant */
    Account account(String url, Messages messages, Map<String, String> environment) throws UsageException {
        ShareAddress address;
        try {
            address = new ShareAddress(URI.create(url));
        } catch (IllegalArgumentException e) {
            throw new UsageException(messages.text("usage.address", url), e);
        }
        Line.Trust trust = new Line.Trust(pinned(messages), Optional.empty(), Optional.empty());
        Line line = new Line(trust, Optional.empty(), Line.Limits.NONE, allowPlainHttp);
        return new Account(address, login(messages, environment), line);
    }

    private Optional<String> pinned(Messages messages) throws UsageException {
        if (trustCert == null) {
            return Optional.empty();
        }
        String digits = trustCert.replace(":", "").toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{64}")) {
            throw new UsageException(messages.text("usage.certificate"), null);
        }
        return Optional.of(digits);
    }

    private Optional<Account.Login> login(Messages messages, Map<String, String> environment) throws UsageException {
        String name = user != null ? user : environment.get("NAVETTE_USER");
        Optional<String> password = password(messages, environment);
        if (name == null) {
            if (password.isPresent()) {
                throw new UsageException(messages.text("usage.passwordWithoutUser"), null);
            }
            return Optional.empty();
        }
        return Optional.of(new Account.Login(
                name, password.orElseThrow(() -> new UsageException(messages.text("usage.noPassword", name), null))));
    }

    private Optional<String> password(Messages messages, Map<String, String> environment) throws UsageException {
        try {
            if (passwordStdin) {
                String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
                return Optional.of(line == null ? "" : line);
            }
            if (passwordFile != null) {
                return Optional.of(
                        Files.readString(passwordFile).lines().findFirst().orElse(""));
            }
        } catch (IOException e) {
            throw new UsageException(messages.text("usage.passwordUnreadable", String.valueOf(passwordFile)), e);
        }
        return Optional.ofNullable(environment.get("NAVETTE_PASSWORD"));
    }
}
