// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.navette.app.settings.ProxyAddress;
import org.navette.app.settings.ValueType;
import org.navette.app.text.Messages;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.ConnectionSettings;
import picocli.CommandLine.Option;

/** The options that say how to get to the server: whom to trust, through what, how fast. */
final class LineOptions {
    private static final Pattern RATE = Pattern.compile("(\\d{1,9})([kKmM]?)");

    @Option(names = "--trust-cert", paramLabel = "SHA256", descriptionKey = "option.trustCert")
    private @Nullable String trustCert;

    @Option(names = "--ca-file", paramLabel = "FILE", descriptionKey = "option.caFile")
    private @Nullable Path caFile;

    @Option(names = "--client-cert", paramLabel = "FILE", descriptionKey = "option.clientCert")
    private @Nullable Path clientCert;

    @Option(names = "--client-cert-password-file", paramLabel = "FILE", descriptionKey = "option.clientCertPassword")
    private @Nullable Path clientCertPasswordFile;

    @Option(names = "--proxy", paramLabel = "HOST:PORT", descriptionKey = "option.proxy")
    private @Nullable String proxy;

    @Option(names = "--proxy-user", paramLabel = "USER", descriptionKey = "option.proxyUser")
    private @Nullable String proxyUser;

    @Option(names = "--proxy-password-file", paramLabel = "FILE", descriptionKey = "option.proxyPassword")
    private @Nullable Path proxyPasswordFile;

    @Option(names = "--limit-up", paramLabel = "RATE", descriptionKey = "option.limitUp")
    private @Nullable String limitUp;

    @Option(names = "--limit-down", paramLabel = "RATE", descriptionKey = "option.limitDown")
    private @Nullable String limitDown;

    @Option(names = "--allow-plain-http", descriptionKey = "option.allowPlainHttp")
    private boolean allowPlainHttp;

    /** Files that hold a secret. */
    Stream<Path> secretFiles() {
        return Stream.of(
                        Optional.ofNullable(clientCert),
                        Optional.ofNullable(clientCertPasswordFile),
                        Optional.ofNullable(proxyPasswordFile))
                .flatMap(Optional::stream);
    }

    ConnectionSettings line(Messages messages, Map<String, String> environment) throws UsageException {
        ConnectionSettings.Trust trust = new ConnectionSettings.Trust(
                pinned(messages), Optional.ofNullable(caFile), client(messages, environment));
        ConnectionSettings.Limits limits =
                new ConnectionSettings.Limits(rate(limitUp, messages), rate(limitDown, messages));
        return new ConnectionSettings(trust, proxy(messages, environment), limits, allowPlainHttp);
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

    private Optional<ConnectionSettings.Client> client(Messages messages, Map<String, String> environment)
            throws UsageException {
        if (clientCert == null) {
            return Optional.empty();
        }
        Optional<String> password =
                PasswordInput.given(clientCertPasswordFile, "NAVETTE_CLIENT_CERT_PASSWORD", messages, environment);
        return Optional.of(new ConnectionSettings.Client(clientCert, password.orElse("")));
    }

    private Optional<ConnectionSettings.Proxy> proxy(Messages messages, Map<String, String> environment)
            throws UsageException {
        if (proxy == null) {
            return Optional.empty();
        }
        Optional<ConnectionSettings.Proxy> found = ProxyAddress.read(proxy);
        if (found.isEmpty()) {
            throw new UsageException(messages.text("usage.proxy", proxy), null);
        }
        if (proxyUser == null) {
            return found;
        }
        Optional<String> password =
                PasswordInput.given(proxyPasswordFile, "NAVETTE_PROXY_PASSWORD", messages, environment);
        Account.Login login = new Account.Login(proxyUser, password.orElse(""));
        return Optional.of(
                new ConnectionSettings.Proxy(found.get().host(), found.get().port(), Optional.of(login)));
    }

    private static long rate(@Nullable String given, Messages messages) throws UsageException {
        if (given == null) {
            return 0;
        }
        if (!RATE.matcher(given).matches()) {
            throw new UsageException(messages.text("usage.rate", given), null);
        }
        return ValueType.bytes(given);
    }
}
