// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.navette.app.demo.Demo;
import org.navette.app.launch.DemoWindow;
import org.navette.app.launch.Logging;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;
import org.navette.app.window.shell.MainWindow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what Navette does, with nothing else needed. */
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--headless", descriptionKey = "option.headless")
    private boolean headless;

    @Option(names = "--verbose", descriptionKey = "option.verbose")
    private boolean verbose;

    @Override
    public Integer call() throws Exception {
        Logging.configure(verbose);
        Path tmp = Path.of(System.getProperty("java.io.tmpdir", "."));
        if (!headless && MainWindow.isPossible()) {
            Optional<Integer> code = new DemoWindow(Messages.ofSession()).run(tmp);
            if (code.isPresent()) {
                return code.get();
            }
        }
        boolean inStep = new Demo(Messages.ofSession(), System.out, tmp).run();
        return inStep ? ExitCode.IN_STEP : ExitCode.SOME_NOT_SYNCED;
    }
}
