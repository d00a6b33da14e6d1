// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.util.concurrent.atomic.AtomicInteger;
import org.navette.engine.port.StoreException;
import org.navette.engine.sync.FolderPair;
import org.navette.engine.sync.SyncFolder;
import org.navette.engine.sync.SyncPass;
import picocli.CommandLine.Command;

/** Stays and keeps the pair in step, until it is stopped. */
@Command(name = "watch")
final class WatchCommand extends PairCommand {
    @Override
    int run(FolderPair pair, SyncPass.Options passOptions, Reporter reporter) throws StoreException {
        AtomicInteger last = new AtomicInteger();
        new SyncFolder(pair, passOptions, result -> {
                    last.set(ExitCode.of(result));
                    reporter.finished(result, last.get());
                })
                .run();
        // Asked to stop: that is how it ends well, whatever the last pass had met.
        return Thread.currentThread().isInterrupted() ? ExitCode.IN_STEP : last.get();
    }
}
