// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.FolderCommand;
import org.navette.app.api.NavetteApi;
import org.navette.app.keyring.Passwords;
import org.navette.app.settings.NavetteHome;
import org.navette.engine.dav.ShareAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One more folder to keep in step with a share. */
@Command(name = "add")
final class AddCommand extends ControlCommand<FolderCommand.AddedReply> {
    @Parameters(index = "0", paramLabel = "LOCAL", descriptionKey = "parameter.local")
    private Path local = Path.of("");

    @Parameters(index = "1", paramLabel = "URL", arity = "0..1", descriptionKey = "parameter.url")
    private @Nullable String url;

    @Option(names = "--name", paramLabel = "NAME", descriptionKey = "option.name")
    private @Nullable String name;

    @Option(names = "--account", paramLabel = "ACCOUNT", descriptionKey = "option.account")
    private @Nullable String account;

    @Option(names = "--remote", paramLabel = "PATH", descriptionKey = "option.remote")
    private @Nullable String remote;

    @Option(names = "--mode", paramLabel = "MODE", descriptionKey = "option.mode")
    private @Nullable String mode;

    @Option(names = "--every", paramLabel = "TIME", descriptionKey = "option.every")
    private @Nullable String every;

    @Option(names = "--hours", paramLabel = "FROM-TO", descriptionKey = "option.hours")
    private @Nullable String hours;

    @Option(names = "--exclude", paramLabel = "PATTERN", descriptionKey = "option.exclude")
    private List<String> exclude = List.of();

    @Mixin
    private LoginOptions login = new LoginOptions();

    @Option(names = "--trust-cert", paramLabel = "SHA256", descriptionKey = "option.trustCert")
    private @Nullable String trustCert;

    @Option(names = "--ca-file", paramLabel = "FILE", descriptionKey = "option.caFile")
    private @Nullable Path caFile;

    @Option(names = "--allow-plain-http", descriptionKey = "option.allowPlainHttp")
    private boolean plainHttp;

    @Override
    FolderCommand.AddedReply run(NavetteApi navette) throws CommandRefusedException, UsageException, IOException {
        Map<String, String> environment = System.getenv();
        Optional<String> who = login.user(environment);
        FolderCommand.Add command = new FolderCommand.Add(
                local.toAbsolutePath().normalize().toString(),
                Optional.ofNullable(url),
                Optional.ofNullable(account),
                Optional.ofNullable(name),
                who,
                Optional.ofNullable(remote),
                Optional.ofNullable(mode),
                exclude,
                Optional.ofNullable(every),
                Optional.ofNullable(hours),
                Optional.ofNullable(trustCert),
                Optional.ofNullable(caFile).map(file -> file.toAbsolutePath().toString()),
                plainHttp ? Optional.of("true") : Optional.empty());
        keepPassword(who, environment);
        return ask(navette, command);
    }

    /** Before the folder begins, so that it does not begin by asking for it. It never goes over the control socket. */
    private void keepPassword(Optional<String> who, Map<String, String> environment)
            throws UsageException, IOException {
        Optional<String> password = login.password(messages, environment);
        if (who.isPresent() && password.isPresent() && url != null) {
            try {
                new Passwords(NavetteHome.ofSession(environment))
                        .put(new ShareAddress(URI.create(url)).base(), who.get(), password.get());
            } catch (IllegalArgumentException e) {
                throw new UsageException(messages.text("usage.address", url), e);
            }
        }
    }

    @Override
    void show(FolderCommand.AddedReply reply) {
        say("add.done", reply.name());
    }
}
