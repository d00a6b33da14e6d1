// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.navette.app.launch.Logging;
import org.navette.app.launch.SessionEncoding;
import org.navette.app.launch.Shutdown;
import org.navette.app.service.ComputerName;
import org.navette.app.settings.NavetteHome;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;
import org.navette.app.text.Sentences;
import org.navette.engine.dav.Account;
import org.navette.engine.pass.PairSettings;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.port.ConflictNames;
import org.navette.engine.port.Meter;
import org.navette.engine.port.Records;
import org.navette.engine.port.StoreException;
import org.navette.engine.schedule.RecordsFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code sync} and {@code watch} have in common: a folder, a share, and how to report. */
abstract class PairCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(PairCommand.class);

    @Parameters(index = "0", arity = "0..1", paramLabel = "LOCAL", descriptionKey = "parameter.local")
    private @Nullable Path local;

    @Parameters(index = "1", arity = "0..1", paramLabel = "URL", descriptionKey = "parameter.url")
    private @Nullable String url;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private AccountOptions account = new AccountOptions();

    @Mixin
    private ShareOptions options = new ShareOptions();

    final Messages messages = Messages.ofSession();

    /** Runs, and returns the exit code. */
    abstract int run(PairSettings settings, PassOptions passOptions, Reporter reporter, Shutdown shutdown)
            throws StoreException, InterruptedException;

    /** Runs without a folder and a share, if that means anything. */
    int runWithout(ShareOptions chosen) {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), messages.text("usage.localAndUrl"));
    }

    @Override
    public final Integer call() {
        Logging.configure(options.verbose);
        if (local == null && url == null) {
            return runWithout(options);
        }
        if (local == null || url == null) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), messages.text("usage.localAndUrl"));
        }
        return callWithPair(local, url);
    }

    private int callWithPair(Path folder, String share) {
        Reporter reporter = options.json
                ? new JsonReporter(System.out, new Sentences(messages))
                : new TextReporter(messages, options.quiet, options.verbose);
        Shutdown shutdown = Shutdown.arm();
        int code = ExitCode.SOME_NOT_SYNCED;
        try {
            code = runReporting(folder, share, reporter, shutdown);
        } finally {
            reporter.close();
            shutdown.ended(code);
        }
        return code;
    }

    private int runReporting(Path folder, String share, Reporter reporter, Shutdown shutdown) {
        try {
            PassOptions passOptions =
                    PassOptions.USUAL.answering(options.answer(messages)).onlyTelling(options.dryRun);
            Path home = NavetteHome.ofSession(System.getenv());
            try (Records records = RecordsFile.open(home)) {
                return run(settings(home, folder, share, records), passOptions, reporter, shutdown);
            }
        } catch (UsageException e) {
            LOG.debug("usage", e);
            reporter.usage(String.valueOf(e.getMessage()));
            return ExitCode.USAGE;
        } catch (StoreException e) {
            LOG.debug("the pair can't be synced", e);
            reporter.halted(e.failure());
            return ExitCode.of(e.failure());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.SOME_NOT_SYNCED;
        }
    }

    private PairSettings settings(Path home, Path local, String url, Meter meter)
            throws UsageException, StoreException {
        Optional<String> unusable = SessionEncoding.problem(messages);
        if (unusable.isPresent()) {
            throw new UsageException(unusable.get(), null);
        }
        Map<String, String> environment = System.getenv();
        Path root = LocalFolder.real(local);
        Account found = account.account(url, messages, environment);
        return new PairSettings(
                home,
                root,
                new Account(found.address(), found.login(), found.line().counted(meter)),
                Stream.concat(options.exclude(messages).stream(), account.secretPatterns(root).stream())
                        .toList(),
                new ConflictNames(
                        messages.text("conflict.word"), ComputerName.name(environment), Clock.systemDefaultZone()),
                options.reserve(messages),
                Clock.systemDefaultZone());
    }
}
