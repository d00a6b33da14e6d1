// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.navette.app.text.Messages;
import org.navette.app.text.Sentences;
import org.navette.engine.port.StoreException;
import org.navette.engine.propagate.ConflictNames;
import org.navette.engine.sync.PairSettings;
import org.navette.engine.sync.PassOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What {@code sync} and {@code watch} have in common: a folder, a share, and how to report. */
abstract class PairCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(PairCommand.class);

    @Parameters(index = "0", paramLabel = "LOCAL", descriptionKey = "parameter.local")
    private Path local = Path.of("");

    @Parameters(index = "1", paramLabel = "URL", descriptionKey = "parameter.url")
    private String url = "";

    @Mixin
    private AccountOptions account = new AccountOptions();

    @Mixin
    private ShareOptions options = new ShareOptions();

    private final Messages messages = Messages.ofSession();

    /** Runs, and returns the exit code. */
    abstract int run(PairSettings settings, PassOptions passOptions, Reporter reporter, Shutdown shutdown)
            throws StoreException, InterruptedException;

    @Override
    public final Integer call() {
        Logging.configure(options.verbose);
        Reporter reporter = options.json
                ? new JsonReporter(System.out, new Sentences(messages))
                : new TextReporter(messages, options.quiet, options.verbose);
        Shutdown shutdown = Shutdown.arm();
        int code = ExitCode.SOME_NOT_SYNCED;
        try {
            code = runReporting(reporter, shutdown);
        } finally {
            reporter.close();
            shutdown.ended(code);
        }
        return code;
    }

    private int runReporting(Reporter reporter, Shutdown shutdown) {
        try {
            PassOptions passOptions =
                    PassOptions.USUAL.answering(options.answer(messages)).onlyTelling(options.dryRun);
            return run(settings(), passOptions, reporter, shutdown);
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

    /** Without UTF-8 Java reads names it cannot write, and would take their files for missing. */
    private void requireNamesInUtf8() throws UsageException {
        String encoding = System.getProperty("sun.jnu.encoding", "");
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        if (!windows && !encoding.equalsIgnoreCase("UTF-8")) {
            throw new UsageException(messages.text("names.encoding", encoding), null);
        }
    }

    private PairSettings settings() throws UsageException, StoreException {
        requireNamesInUtf8();
        Map<String, String> environment = System.getenv();
        Path root = LocalFolder.real(local);
        Path home = Home.ofSession(environment);
        return new PairSettings(
                home,
                root,
                account.account(url, messages, environment),
                options.exclude(),
                new ConflictNames(messages.text("conflict.word"), deviceName(environment), Clock.systemDefaultZone()),
                Clock.systemDefaultZone());
    }

    private static String deviceName(Map<String, String> environment) {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            LOG.debug("this computer has no name", e);
            return environment.getOrDefault("HOSTNAME", "navette");
        }
    }
}
