// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import org.navette.app.launch.Shutdown;
import org.navette.app.text.ExitCode;
import org.navette.engine.pass.FolderPair;
import org.navette.engine.pass.PairSettings;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.StoreException;
import picocli.CommandLine.Command;

/** One two-way pass, then the end. */
@Command(name = "sync")
final class SyncCommand extends PairCommand {
    @Override
    int run(PairSettings settings, PassOptions options, Reporter reporter, Shutdown shutdown)
            throws StoreException, InterruptedException {
        try (FolderPair pair = FolderPair.open(settings, reporter)) {
            shutdown.breakOffBy(pair::breakOff);
            PassResult result = pair.pass(options);
            int code = ExitCode.of(result);
            reporter.finished(result, code);
            return code;
        }
    }
}
