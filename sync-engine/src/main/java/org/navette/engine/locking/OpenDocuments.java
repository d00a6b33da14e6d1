// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.locking;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.navette.engine.local.EditorFile;
import org.navette.engine.pass.DocumentLocks;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks on the server what somebody has open here in an office program, until it is closed and what was saved is there; and
 * finds out who else has it open. A thread of its own does the asking: nobody waits for it.
 */
public final class OpenDocuments {
    private static final Logger LOG = LoggerFactory.getLogger(OpenDocuments.class);
    private static final Duration BEAT = Duration.ofSeconds(2);

    /** What an office program left behind when it crashed must not lock others out for ever. */
    private static final Duration FORGOTTEN = Duration.ofHours(12);

    private static final RelativePath END = RelativePath.ROOT;

    /** What it needs of the folder pair. */
    public interface Pair {
        DocumentLocks locks() throws StoreException;

        /** Of these, those that are not on the server as they are here. */
        Set<RelativePath> unsent(Set<RelativePath> documents) throws StoreException;

        /** Whether the server is there, and may be asked things. */
        boolean mayAsk();
    }

    private final Path root;
    private final Pair pair;
    private final Consumer<List<OpenDocument>> told;
    private final InstantSource clock;
    private final LockSchedule desk = new LockSchedule();
    private final BlockingQueue<RelativePath> changes = new LinkedBlockingQueue<>();
    private final Thread thread;
    private List<OpenDocument> shown = List.of();

    private OpenDocuments(Path root, Pair pair, Consumer<List<OpenDocument>> told, InstantSource clock) {
        this.root = root;
        this.pair = pair;
        this.told = told;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("navette-documents").unstarted(this::run);
    }

    /** @param told every time what is open, or locked by others, has changed; from a thread of its own */
    public static OpenDocuments start(Path root, Pair pair, Consumer<List<OpenDocument>> told, InstantSource clock) {
        OpenDocuments documents = new OpenDocuments(root, pair, told, clock);
        documents.thread.start();
        return documents;
    }

    /** Something changed here; for any thread. */
    public void changed(RelativePath path) {
        if (EditorFile.isOne(path)) {
            changes.add(path);
        }
    }

    private void run() {
        try {
            takeUpEarlier();
            while (true) {
                RelativePath changed =
                        desk.isEmpty() ? changes.take() : changes.poll(BEAT.toMillis(), TimeUnit.MILLISECONDS);
                if (END.equals(changed)) {
                    giveAllBack();
                    return;
                }
                try {
                    beat(changed);
                } catch (RuntimeException | Error e) {
                    LOG.error("open documents could not be looked after", e);
                }
            }
        } catch (InterruptedException e) {
            // Whoever interrupts wants an end; the locks end by themselves.
            LOG.debug("interrupted", e);
        }
    }

    /** Locks that were held when this program ended without a chance to give them back. */
    private void takeUpEarlier() {
        try {
            for (RelativePath document : pair.locks().held()) {
                Optional<RelativePath> editor = namesIn(document.folder()).stream()
                        .map(document.folder()::child)
                        .filter(path -> isOpen(path) && document(path).equals(Optional.of(document)))
                        .findFirst();
                editor.ifPresentOrElse(path -> desk.opened(document, path), () -> desk.left(document, clock.instant()));
            }
        } catch (StoreException e) {
            LOG.debug("earlier locks end by themselves", e);
        }
    }

    private void beat(@Nullable RelativePath changed) {
        Instant now = clock.instant();
        if (changed != null && isOpen(changed)) {
            document(changed).ifPresent(document -> desk.opened(document, changed));
        }
        for (RelativePath editor : desk.editors()) {
            if (!isOpen(editor)) {
                desk.closed(editor, now);
            }
        }
        if (pair.mayAsk()) {
            seeWhatIsHeld();
            desk.toClaim(now).forEach(document -> claim(document, now));
            desk.toRelease(unsent(), now).forEach(this::release);
        }
        tell();
    }

    /** A save may have cost a lock. */
    private void seeWhatIsHeld() {
        try {
            desk.held(pair.locks().held());
        } catch (StoreException e) {
            LOG.debug("which locks are held can't be told", e);
        }
    }

    private void tell() {
        List<OpenDocument> fresh = desk.shown();
        if (!fresh.equals(shown)) {
            shown = fresh;
            told.accept(fresh);
        }
    }

    /** Whether it is there, and neither it nor its document has been untouched for so long that somebody forgot it. */
    private boolean isOpen(RelativePath editor) {
        Instant oldest = clock.instant().minus(FORGOTTEN);
        return modified(editor).isAfter(oldest)
                || (modified(editor).isAfter(Instant.MIN)
                        && document(editor)
                                .map(this::modified)
                                .filter(oldest::isBefore)
                                .isPresent());
    }

    private Instant modified(RelativePath path) {
        try {
            return Files.getLastModifiedTime(root.resolve(path.value())).toInstant();
        } catch (NoSuchFileException gone) {
            return Instant.MIN;
        } catch (IOException e) {
            LOG.debug("{} can't be looked at", path, e);
            return Instant.MIN;
        }
    }

    private Optional<RelativePath> document(RelativePath editor) {
        return EditorFile.document(editor, namesIn(editor.folder()));
    }

    private Set<String> namesIn(RelativePath folder) {
        try (Stream<Path> all = Files.list(root.resolve(folder.value()))) {
            return all.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("{} can't be listed", folder, e);
            return Set.of();
        }
    }

    private void claim(RelativePath document, Instant now) {
        try {
            desk.claimed(document, pair.locks().claim(document), now);
        } catch (StoreException e) {
            LOG.debug("no lock for {} now", document, e);
            desk.failed(document, now);
        }
    }

    private Set<RelativePath> unsent() {
        Set<RelativePath> closing = desk.closing();
        try {
            return closing.isEmpty() ? Set.of() : pair.unsent(closing);
        } catch (StoreException e) {
            LOG.debug("what was sent can't be told", e);
            return closing;
        }
    }

    private void release(RelativePath document) {
        try {
            pair.locks().release(document);
        } catch (StoreException e) {
            // Not tried again: the server would be asked every two seconds.
            LOG.debug("the lock on {} ends by itself", document, e);
        }
        desk.released(document);
    }

    private void giveAllBack() {
        if (pair.mayAsk()) {
            try {
                List<RelativePath> held = pair.locks().held();
                held.forEach(this::release);
            } catch (StoreException e) {
                LOG.debug("the locks end by themselves", e);
            }
        }
    }

    /** Gives all locks back, if that can be done in a moment. */
    public void stop() throws InterruptedException {
        changes.add(END);
        thread.join(Duration.ofSeconds(5));
    }
}
