// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.navette.engine.journal.JournalNotes;
import org.navette.engine.port.Journal;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/** Moves that are under way, kept in the journal so that a later pass ends what a crash cut off. */
public final class PendingMoves {
    private static final String HERE = "moving-here";
    private static final String ON_SERVER = "moving";
    private static final String TO_REMOVE = "removing";

    public record Pair(RelativePath from, RelativePath to) {
        private List<String> words() {
            return List.of(from.value(), to.value());
        }
    }

    private final Journal journal;
    private final JournalNotes notes;

    /** Files and folders that are being renamed in the folder here, as they were on the server. */
    public static PendingMoves here(Journal journal) {
        return new PendingMoves(journal, HERE);
    }

    /** Files and folders that are being renamed on the server, as they were here. */
    public static PendingMoves onServer(Journal journal) {
        return new PendingMoves(journal, ON_SERVER);
    }

    /** Collections that were moved aside on the server to be deleted, and what they were called. */
    public static PendingMoves toRemove(Journal journal) {
        return new PendingMoves(journal, TO_REMOVE);
    }

    /** Nothing is under way any more. Durable with the next commit. */
    public static void forget(Journal journal) throws StoreException {
        journal.note(Map.of(HERE, "", ON_SERVER, "", TO_REMOVE, ""));
    }

    private PendingMoves(Journal journal, String fact) {
        this.journal = journal;
        this.notes = new JournalNotes(journal, fact);
    }

    public List<Pair> all() throws StoreException {
        List<Pair> pairs = new ArrayList<>();
        for (List<String> words : notes.all()) {
            pairs.add(new Pair(RelativePath.of(words.get(0)), RelativePath.of(words.get(1))));
        }
        return pairs;
    }

    boolean hasFrom(RelativePath from) throws StoreException {
        return all().stream().anyMatch(pair -> pair.from().equals(from));
    }

    /** Whether the journal has not heard of the move yet, and could follow it. */
    public boolean canFollow(Pair pair) throws StoreException {
        RelativePath folder = pair.to().folder();
        return journal.get(pair.from()).isPresent()
                && journal.get(pair.to()).isEmpty()
                && (folder.isRoot()
                        || journal.get(folder).filter(state -> !state.isFile()).isPresent());
    }

    /** Durable when this returns. */
    public void add(Pair pair) throws StoreException {
        notes.change(all -> {
            all.add(pair.words());
            return all;
        });
    }

    /** Durable when this returns. */
    public void remove(Pair pair) throws StoreException {
        notes.change(all -> {
            all.remove(pair.words());
            return all;
        });
    }
}
