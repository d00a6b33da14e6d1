// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.navette.app.launch.DesktopShell;
import org.navette.app.launch.Logging;
import org.navette.app.launch.RunningInstance;
import org.navette.app.onboarding.Invitation;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;
import org.navette.app.text.ShellArgument;
import org.navette.app.window.shell.MainWindow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Opens an invitation: fills in the first questions with it, in the running Navette or a new one. */
@Command(name = "open")
final class OpenCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(OpenCommand.class);

    @Parameters(index = "0", paramLabel = "INVITATION", descriptionKey = "parameter.invitation")
    private String invitation = "";

    @Override
    public Integer call() {
        Logging.configure(false);
        Messages messages = Control.chosenLanguage();
        Optional<Invitation> read = read();
        if (read.isEmpty()) {
            System.err.println(messages.text("open.none", invitation));
            return ExitCode.USAGE;
        }
        if (!MainWindow.isPossible()) {
            System.err.println(messages.text(
                    "open.noWindow",
                    read.get().server(),
                    ShellArgument.of(String.valueOf(read.get().server()))));
            return ExitCode.USAGE;
        }
        DesktopShell.Wish wish = new DesktopShell.Wish(true, read.get().toLink());
        return new RunningInstance(messages, RunningInstance.Output.SENTENCES, Optional.of(wish)).run();
    }

    private Optional<Invitation> read() {
        try {
            return Invitation.read(invitation);
        } catch (IOException | InvalidPathException e) {
            LOG.debug("it can't be read", e);
            return Optional.empty();
        }
    }
}
