// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.util.List;
import org.navette.app.text.ExitCode;
import org.navette.engine.pass.PreviousVersions;
import org.navette.engine.pass.PreviousVersions.Version;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the previous versions that a folder keeps. */
@Command(name = "versions")
final class VersionsCommand extends KeptVersionsCommand {
    @Parameters(index = "1", paramLabel = "PATH", arity = "0..1", descriptionKey = "parameter.versionsPath")
    private String path = "";

    @Override
    int run(PreviousVersions versions) throws StoreException, UsageException {
        RelativePath below = relative(path);
        List<Version> found = versions.list(below);
        found.forEach(version -> tell("version", version));
        if (found.isEmpty()) {
            say(below.isRoot() ? messages.text("versions.none") : messages.text("versions.noneOf", below.value()));
        }
        return ExitCode.IN_STEP;
    }
}
