// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.navette.app.text.Messages;
import picocli.CommandLine.Option;

/** The options that say who somebody is. */
final class LoginOptions {
    @Option(names = "--user", paramLabel = "USER", descriptionKey = "option.user")
    private @Nullable String user;

    @Option(names = "--password-file", paramLabel = "FILE", descriptionKey = "option.passwordFile")
    private @Nullable Path passwordFile;

    @Option(names = "--password-stdin", descriptionKey = "option.passwordStdin")
    private boolean passwordStdin;

    Optional<String> user(Map<String, String> environment) {
        return Optional.ofNullable(user != null ? user : environment.get("NAVETTE_USER"));
    }

    /** Files that hold a secret. */
    Stream<Path> secretFiles() {
        return Stream.ofNullable(passwordFile);
    }

    /** The password as it was given, if it was. */
    Optional<String> password(Messages messages, Map<String, String> environment) throws UsageException {
        if (passwordStdin) {
            return Optional.of(PasswordInput.fromStandardInput(messages));
        }
        return PasswordInput.given(passwordFile, "NAVETTE_PASSWORD", messages, environment);
    }
}
