// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import picocli.CommandLine.Command;

/** Goes on after a pause. */
@Command(name = "resume")
final class ResumeCommand extends FoldersCommand {
    ResumeCommand() {
        super("resume", "resume.done");
    }
}
