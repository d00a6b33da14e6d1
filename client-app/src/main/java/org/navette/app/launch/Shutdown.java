// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.launch;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.navette.app.text.ExitCode;

/**
 * Ends a command in an orderly way on Ctrl-C or SIGTERM: what is under way is broken off, what was done is written down,
 * and the command's own exit code is kept. Being killed instead is safe too, only less tidy.
 */
public final class Shutdown {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Thread worker = Thread.currentThread();
    private final Thread hook = new Thread(this::stop, "navette-shutdown");
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Runnable breakOff = () -> {};
    private volatile int exitCode = ExitCode.SOME_NOT_SYNCED;

    private Shutdown() {}

    /** From now on a stop request interrupts this thread. */
    public static Shutdown arm() {
        Shutdown shutdown = new Shutdown();
        Runtime.getRuntime().addShutdownHook(shutdown.hook);
        return shutdown;
    }

    public void breakOffBy(Runnable action) {
        breakOff = action;
    }

    /** The command has ended and closed everything. */
    public void ended(int code) {
        exitCode = code;
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // The hook runs already and ends the program with our code; this thread has nothing left to do.
            return;
        }
    }

    private void stop() {
        worker.interrupt();
        breakOff.run();
        try {
            if (ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(exitCode);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
