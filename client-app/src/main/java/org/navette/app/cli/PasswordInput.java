// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.navette.app.text.Messages;

/** Passwords as they are handed over: never in the arguments, which every process of the machine can see. */
final class PasswordInput {
    private PasswordInput() {}

    /** The first line of a file, or what a variable of the environment holds. */
    static Optional<String> given(
            @Nullable Path file, String variable, Messages messages, Map<String, String> environment)
            throws UsageException {
        if (file == null) {
            return Optional.ofNullable(environment.get(variable));
        }
        try (Stream<String> lines = Files.lines(file)) {
            return Optional.of(lines.findFirst().orElse(""));
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new UsageException(messages.text("usage.passwordUnreadable", file.toString()), e);
        }
    }

    static String fromStandardInput(Messages messages) throws UsageException {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UsageException(messages.text("usage.passwordUnreadable", "-"), e);
        }
    }
}
