// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import org.navette.engine.sync.FolderPair;
import org.navette.engine.sync.PassResult;
import org.navette.engine.sync.SyncPass;
import picocli.CommandLine.Command;

/** One two-way pass, then the end. */
@Command(name = "sync")
final class SyncCommand extends PairCommand {
    @Override
    int run(FolderPair pair, SyncPass.Options passOptions, Reporter reporter) throws InterruptedException {
        PassResult result = pair.pass(passOptions);
        int code = ExitCode.of(result);
        reporter.finished(result, code);
        return code;
    }
}
