// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Listener;
import org.navette.engine.port.Problem;
import org.navette.engine.port.StoreException;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.tree.RelativePath;

/** What one round has done and not done so far, gathered from all its workers. */
public final class PassProgress {
    @FunctionalInterface
    public interface Attempt {
        void run() throws IOException;
    }

    private final Listener listener;
    private final Set<RelativePath> again = ConcurrentHashMap.newKeySet();
    private final Map<RelativePath, Failure> unmadeFolders = new ConcurrentHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final AtomicReference<@Nullable Failure> halted = new AtomicReference<>();

    public PassProgress(Listener listener) {
        this.listener = listener;
    }

    /** Runs one attempt, unless the round has halted or the folder it needs could not be made; keeps what went wrong. */
    public boolean attempt(RelativePath path, Attempt attempt) {
        return !isHalted() && unmadeAbove(path).isEmpty() && always(path, attempt);
    }

    /** Runs one attempt even if the round has halted: what was done has to be written down. */
    boolean always(RelativePath path, Attempt attempt) {
        Optional<Failure> failure = run(path, attempt);
        failure.ifPresent(found -> failed(path, found));
        return failure.isEmpty();
    }

    /** Makes a folder; if that fails, what should go into it is not tried. */
    public boolean attemptFolder(RelativePath folder, Attempt attempt) {
        if (isHalted() || unmadeAbove(folder).isPresent()) {
            return false;
        }
        Optional<Failure> failure = run(folder, attempt);
        failure.ifPresent(found -> {
            unmadeFolders.put(folder, found);
            failed(folder, found);
        });
        return failure.isEmpty();
    }

    private static Optional<Failure> run(RelativePath path, Attempt attempt) {
        try {
            attempt.run();
            return Optional.empty();
        } catch (StoreException e) {
            return Optional.of(e.failure());
        } catch (IOException e) {
            return Optional.of(new Failure.LocalTrouble(path.value(), String.valueOf(e.getMessage())));
        }
    }

    private void failed(RelativePath path, Failure failure) {
        if (failure instanceof Failure.ChangedMeanwhile || failure instanceof Failure.Missing) {
            lookAgain(path);
        } else if (failure.isWhole()) {
            halted.compareAndSet(null, failure);
        } else {
            Problem problem = new Problem(path.value(), failure);
            synchronized (problems) {
                problems.add(problem);
            }
            tell(new SyncEvent.Troubled(problem));
        }
    }

    public boolean isHalted() {
        return halted.get() != null;
    }

    public void lookAgain(RelativePath path) {
        again.add(path);
    }

    /** What is looked at again in this pass, so far. */
    public Set<RelativePath> open() {
        return Set.copyOf(again);
    }

    /** Looks no more at an entry in this pass, and says why. */
    public void giveUp(RelativePath path, Failure failure) {
        again.remove(path);
        failed(path, failure);
    }

    /** Whether an entry, or a folder it is in, is looked at again in this pass. */
    public boolean isOpen(String where) {
        return again.stream().anyMatch(path -> where.equals(path.value()) || where.startsWith(path.value() + "/"));
    }

    /** @throws StoreException with what kept a folder above from being made */
    public void requireMade(RelativePath path) throws StoreException {
        Optional<Failure> failure = unmadeAbove(path);
        if (failure.isPresent()) {
            throw new StoreException(failure.get());
        }
    }

    private Optional<Failure> unmadeAbove(RelativePath path) {
        return unmadeFolders.entrySet().stream()
                .filter(folder -> path.isBelow(folder.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    public void tell(SyncEvent event) {
        synchronized (listener) {
            listener.on(event);
        }
    }

    public Outcome outcome() {
        synchronized (problems) {
            return new Outcome(again, problems, Optional.ofNullable(halted.get()));
        }
    }
}
