// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.transfer;

import com.google.common.base.Throwables;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.Workers;

/**
 * Steps on threads of their own, as many at a time as turn out to be best: the number climbs as long as more steps get done a
 * second, and goes back when fewer do (Apache did best with 4 to 8 connections and worse with 32).
 */
public final class AdaptiveWorkers implements Workers {
    private static final int FEWEST = 2;

    private final ConcurrencyTuner tuner;
    private final int most;

    /** @param nanoClock a monotonic clock, as {@link System#nanoTime} */
    public AdaptiveWorkers(int most, LongSupplier nanoClock) {
        this.most = most;
        this.tuner = new ConcurrencyTuner(FEWEST, most, nanoClock);
    }

    @Override
    public <T> void runAll(Collection<T> items, Step<T> step) throws InterruptedException {
        tuner.begin();
        Run<T> run = new Run<>(items, step);
        run.await();
    }

    private final class Run<T> {
        private final Deque<T> waiting;
        private final Step<T> step;
        private int running;
        private @Nullable Throwable broken;

        Run(Collection<T> items, Step<T> step) {
            this.waiting = new ArrayDeque<>(items);
            this.step = step;
        }

        void await() throws InterruptedException {
            try {
                startMore();
            } catch (Error e) {
                failed(e);
            }
            boolean interrupted = false;
            synchronized (this) {
                while (running > 0) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        // What is under way ends as it is; nothing new begins.
                        interrupted = true;
                        waiting.clear();
                    }
                }
                if (broken != null) {
                    Throwables.throwIfUnchecked(broken);
                    throw new IllegalStateException(broken);
                }
            }
            if (interrupted) {
                throw new InterruptedException();
            }
        }

        private synchronized void startMore() {
            while (running < tuner.width() && running < most && !waiting.isEmpty()) {
                // Counted once it runs: a thread that the system refuses would be waited for in vain.
                Thread.ofPlatform().name("navette-worker").daemon().start(this::work);
                running++;
            }
        }

        private void work() {
            Consumer<T> more = item -> {
                synchronized (this) {
                    waiting.add(item);
                }
            };
            try {
                for (T item = next(); item != null; item = next()) {
                    step.run(item, more);
                    tuner.done();
                    startMore();
                }
            } catch (Throwable e) {
                // An Error as well: a pass with a worker that died of one has not seen everything.
                failed(e);
            } finally {
                synchronized (this) {
                    running--;
                    notifyAll();
                }
            }
        }

        private synchronized void failed(Throwable fault) {
            if (broken == null) {
                broken = fault;
            }
            waiting.clear();
        }

        /** Null when this thread is one too many, or nothing waits. */
        private synchronized @Nullable T next() {
            return running > tuner.width() ? null : waiting.poll();
        }
    }
}
