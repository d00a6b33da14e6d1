// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.navette.app.text.ExitCode;
import org.navette.engine.pass.PreviousVersions;
import org.navette.engine.pass.PreviousVersions.Version;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a previous version back, or everything that is missing in a folder. */
@Command(name = "restore")
final class RestoreCommand extends KeptVersionsCommand {
    @Parameters(index = "1", paramLabel = "PATH", descriptionKey = "parameter.restorePath")
    private String path = "";

    @Option(names = "--at", paramLabel = "TIME", descriptionKey = "option.at")
    private @Nullable String at;

    @Override
    int run(PreviousVersions versions) throws StoreException, UsageException {
        RelativePath wanted = relative(path);
        List<Version> ofFile = versions.list(wanted).stream()
                .filter(version -> version.path().equals(wanted))
                .toList();
        List<Version> chosen = ofFile.isEmpty() ? versions.missingBelow(wanted) : List.of(choose(ofFile));
        if (chosen.isEmpty()) {
            throw new UsageException(messages.text("versions.noneOf", wanted.value()), null);
        }
        for (Version version : chosen) {
            versions.restore(version);
            tell("restored", version);
        }
        say(messages.text("restore.done", chosen.size()));
        return ExitCode.IN_STEP;
    }

    /** The newest, or the one of the time that was given as {@code versions} prints it. */
    private Version choose(List<Version> newestFirst) throws UsageException {
        String chosen = at;
        if (chosen == null) {
            return newestFirst.getFirst();
        }
        Instant time = time(chosen);
        Optional<Version> found = newestFirst.stream()
                .filter(version -> toSecond(version.until()).equals(toSecond(time)))
                .findFirst();
        return found.orElseThrow(() -> new UsageException(messages.text("restore.notThen", chosen), null));
    }
}
