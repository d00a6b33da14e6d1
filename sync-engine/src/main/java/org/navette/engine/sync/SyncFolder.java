// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sync;

import io.methvin.watcher.DirectoryWatcher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stays with one folder pair: a pass when something changed here, and one every so often for what changed on the server.
 * Signals only say that a look is worthwhile; the pass itself finds out what is to be done.
 */
public final class SyncFolder {
    private static final Logger LOG = LoggerFactory.getLogger(SyncFolder.class);
    /** A burst of changes is over when nothing more came for this long. */
    private static final Duration QUIET = Duration.ofMillis(500);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(15);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LAST_RETRY = Duration.ofMinutes(5);

    private final FolderPair pair;
    private final Path root;
    private final SyncPass.Options options;
    private final Consumer<PassResult> passes;
    private final BlockingQueue<Boolean> signals = new ArrayBlockingQueue<>(1);

    /** @param passes is told how each pass ended */
    public SyncFolder(FolderPair pair, SyncPass.Options options, Consumer<PassResult> passes) {
        this.pair = pair;
        this.root = pair.root();
        this.options = options;
        this.passes = passes;
    }

    /** Runs until this thread is interrupted, or until a failure that waiting won't heal. */
    public void run() throws StoreException {
        try {
            DirectoryWatcher watcher = DirectoryWatcher.builder()
                    .path(root)
                    .fileHashing(false)
                    .listener(event -> changed(event.path()))
                    .build();
            try {
                var _ = watcher.watchAsync().whenComplete((ended, trouble) -> tellTrouble(trouble));
                passUntilInterrupted();
            } finally {
                watcher.close();
            }
        } catch (IOException e) {
            throw StoreException.here(root.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellTrouble(@Nullable Throwable trouble) {
        if (trouble != null) {
            LOG.warn("the folder can't be watched; changes are found by looking every {}", LOOK_EVERY, trouble);
        }
    }

    /** Our own corner changes with every pass, which is no reason for another. */
    private void changed(@Nullable Path path) {
        if (path == null || !path.startsWith(root.resolve(".navette"))) {
            signals.offer(true);
        }
    }

    private void passUntilInterrupted() throws InterruptedException {
        Duration retry = FIRST_RETRY;
        while (true) {
            PassResult result = pair.pass(options);
            passes.accept(result);
            boolean retryable =
                    result.halted().isEmpty() || isPassing(result.halted().get());
            if (!retryable) {
                return;
            }
            boolean offline = result.halted().isPresent();
            awaitSignal(offline ? retry : LOOK_EVERY, offline);
            retry = offline ? min(retry.multipliedBy(2), LAST_RETRY) : FIRST_RETRY;
        }
    }

    private static boolean isPassing(Failure failure) {
        return failure instanceof Failure.Unreachable
                || failure instanceof Failure.Busy
                || failure instanceof Failure.BadAnswer
                || failure instanceof Failure.Refused
                || failure instanceof Failure.ShareNotFound;
    }

    private void awaitSignal(Duration longest, boolean offline) throws InterruptedException {
        if (offline) {
            // What changes here meanwhile waits with everything else.
            TimeUnit.MILLISECONDS.sleep(longest.toMillis());
        } else if (signals.poll(longest.toMillis(), TimeUnit.MILLISECONDS) != null) {
            Boolean more = true;
            while (more != null) {
                more = signals.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
