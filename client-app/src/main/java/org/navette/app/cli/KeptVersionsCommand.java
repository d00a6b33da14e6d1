// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.navette.app.control.JsonBinding;
import org.navette.app.launch.Logging;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;
import org.navette.app.text.Sentences;
import org.navette.engine.pass.PreviousVersions;
import org.navette.engine.pass.PreviousVersions.Version;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code versions} and {@code restore} have in common: a synced folder, and a way to tell of versions. */
abstract class KeptVersionsCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(KeptVersionsCommand.class);

    @Parameters(index = "0", paramLabel = "LOCAL", descriptionKey = "parameter.local")
    private Path local = Path.of("");

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    @Option(names = "--verbose", descriptionKey = "option.verbose")
    private boolean verbose;

    final Messages messages = Messages.ofSession();

    /** Runs with the folder's versions, and returns the exit code. */
    abstract int run(PreviousVersions versions) throws StoreException, UsageException;

    @Override
    public final Integer call() {
        Logging.configure(verbose);
        try {
            return run(PreviousVersions.of(root(), Clock.systemDefaultZone()));
        } catch (UsageException e) {
            LOG.debug("usage", e);
            System.err.println(e.getMessage());
            return ExitCode.USAGE;
        } catch (StoreException e) {
            LOG.debug("the versions can't be used", e);
            System.err.println(
                    e.failure() instanceof Failure.ChangedMeanwhile
                            ? messages.text("restore.inTheWay")
                            : new Sentences(messages).of(e.failure()));
            return ExitCode.of(e.failure());
        }
    }

    /** The folder that is given by its path, or by its name in the settings. */
    private Path root() throws StoreException {
        if (!Files.isDirectory(local)) {
            Optional<Path> named = NamedFolders.find(local.toString());
            if (named.isPresent()) {
                return named.get();
            }
        }
        return LocalFolder.real(local);
    }

    /** A path as a person gives it: below the folder, or as they see it from where they are. */
    final RelativePath relative(String path) throws UsageException, StoreException {
        Path given = Path.of(path);
        Path root = root();
        Path below =
                given.isAbsolute() ? given.normalize() : root.resolve(given).normalize();
        if (!below.startsWith(root)) {
            throw new UsageException(messages.text("versions.outside", path), null);
        }
        String relative = root.relativize(below).toString();
        return RelativePath.of(relative.replace(root.getFileSystem().getSeparator(), "/"));
    }

    final Instant time(String text) throws UsageException {
        try {
            return LocalDateTime.parse(text.strip(), TableTimes.TABLE)
                    .atZone(ZoneId.systemDefault())
                    .toInstant();
        } catch (DateTimeException local) {
            try {
                return Instant.parse(text.strip());
            } catch (DateTimeException e) {
                throw new UsageException(messages.text("usage.time", text), e);
            }
        }
    }

    static Instant toSecond(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    final void tell(String event, Version version) {
        if (json) {
            System.out.println(JsonBinding.text(
                    new OutputEvent.Version(event, version.path().value(), version.until(), version.size())));
        } else {
            String time = TableTimes.TABLE.format(version.until().atZone(ZoneId.systemDefault()));
            System.out.println(messages.text(
                    "versions.line",
                    time,
                    messages.bytes(version.size()),
                    version.path().value()));
        }
    }

    /** A sentence for a person. */
    final void say(String sentence) {
        if (!json) {
            System.out.println(sentence);
        }
    }
}
