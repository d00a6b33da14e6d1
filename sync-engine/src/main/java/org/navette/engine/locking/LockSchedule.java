// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.locking;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.navette.engine.pass.DocumentLocks;
import org.navette.engine.pass.DocumentLocks.Claim;
import org.navette.engine.tree.RelativePath;

/** Which documents are open here, and what their locks need when. No clock, no I/O; one caller at a time. */
final class LockSchedule {
    /** Often enough that a lock never ends while its document is open, even if one request fails. */
    static final Duration AGAIN = DocumentLocks.LASTS.dividedBy(3);

    /** How soon to ask again for a lock that somebody else has. */
    static final Duration WHILE_THEIRS = Duration.ofSeconds(15);

    /** What was saved last is to be on the server before others may write; but nobody is locked out for long by that. */
    static final Duration LONGEST_SAVING = Duration.ofMinutes(2);

    /** A document, and the files its editors have put beside it. */
    private static final class Open {
        final Set<RelativePath> editors = new HashSet<>();
        Claim claim = new Claim.None();
        Instant due = Instant.MIN;
        Optional<Instant> closed = Optional.empty();
    }

    private final SortedMap<RelativePath, Open> documents = new TreeMap<>();

    boolean isEmpty() {
        return documents.isEmpty();
    }

    void opened(RelativePath document, RelativePath editor) {
        Open open = documents.computeIfAbsent(document, path -> new Open());
        open.editors.add(editor);
        open.closed = Optional.empty();
    }

    /** A lock that was taken before this program was started, and whose document is not open any more. */
    void left(RelativePath document, Instant now) {
        Open open = documents.computeIfAbsent(document, path -> new Open());
        open.claim = new Claim.Ours();
        open.closed = Optional.of(now);
    }

    void closed(RelativePath editor, Instant now) {
        for (Open open : documents.values()) {
            if (open.editors.remove(editor) && open.editors.isEmpty()) {
                open.closed = Optional.of(now);
            }
        }
    }

    /** What editors have put beside documents that are open. */
    List<RelativePath> editors() {
        return documents.values().stream()
                .flatMap(open -> open.editors.stream())
                .toList();
    }

    /** The documents whose locks are to be asked for now, or to be kept. */
    List<RelativePath> toClaim(Instant now) {
        List<RelativePath> due = new ArrayList<>();
        documents.forEach((path, open) -> {
            if (open.closed.isEmpty() && !open.due.isAfter(now)) {
                due.add(path);
            }
        });
        return due;
    }

    void claimed(RelativePath document, Claim claim, Instant now) {
        Open open = documents.get(document);
        if (open != null) {
            open.claim = claim;
            open.due = now.plus(claim instanceof Claim.Theirs ? WHILE_THEIRS : AGAIN);
        }
    }

    /** Of the locks that are ours, those that are not held any more are to be taken again at once. */
    void held(Collection<RelativePath> locks) {
        documents.forEach((path, open) -> {
            if (open.claim instanceof Claim.Ours && !locks.contains(path)) {
                open.due = Instant.MIN;
            }
        });
    }

    /** It could not be asked for: what is known of it stays. */
    void failed(RelativePath document, Instant now) {
        Open open = documents.get(document);
        if (open != null) {
            open.due = now.plus(AGAIN);
        }
    }

    /**
     * The documents whose locks are to be given back now.
     *
     * @param unsent those that are not on the server yet as they were saved last
     */
    List<RelativePath> toRelease(Set<RelativePath> unsent, Instant now) {
        documents.values().removeIf(open -> open.closed.isPresent() && !(open.claim instanceof Claim.Ours));
        List<RelativePath> due = new ArrayList<>();
        documents.forEach((path, open) -> {
            boolean patience = open.closed
                    .filter(closed -> closed.plus(LONGEST_SAVING).isAfter(now))
                    .isPresent();
            if (open.closed.isPresent() && !(unsent.contains(path) && patience)) {
                due.add(path);
            }
        });
        return due;
    }

    /** The documents that are closed, and whose locks we still have. */
    Set<RelativePath> closing() {
        Set<RelativePath> closing = new HashSet<>();
        documents.forEach((path, open) -> open.closed.ifPresent(since -> closing.add(path)));
        return closing;
    }

    void released(RelativePath document) {
        documents.remove(document);
    }

    /** What there is to show. */
    List<OpenDocument> shown() {
        List<OpenDocument> shown = new ArrayList<>();
        documents.forEach((path, open) -> {
            if (open.closed.isEmpty()) {
                switch (open.claim) {
                    case Claim.Ours o -> shown.add(new OpenDocument(path, Optional.empty()));
                    case Claim.Theirs(String owner) -> shown.add(new OpenDocument(path, Optional.of(owner)));
                    case Claim.None n -> {}
                }
            }
        });
        return shown;
    }
}
