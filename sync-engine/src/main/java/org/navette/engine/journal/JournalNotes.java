// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.journal;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.navette.engine.port.Journal;
import org.navette.engine.port.StoreException;

/** What is under way, a few words each, kept in one fact of the journal so that a later pass ends what a crash cut off. */
public final class JournalNotes {
    /** Neither can be part of a path, which has no empty names. */
    private static final String BETWEEN_NOTES = "///";

    private static final String BETWEEN_WORDS = "//";

    private final Journal journal;
    private final String fact;

    public JournalNotes(Journal journal, String fact) {
        this.journal = journal;
        this.fact = fact;
    }

    public List<List<String>> all() throws StoreException {
        List<List<String>> notes = new ArrayList<>();
        String all = journal.fact(fact).orElse("");
        for (String note :
                all.isEmpty() ? List.<String>of() : Splitter.on(BETWEEN_NOTES).splitToList(all)) {
            notes.add(Splitter.on(BETWEEN_WORDS).splitToList(note));
        }
        return notes;
    }

    /** Adds a note, or replaces the one with the same first word. Durable when this returns. */
    public void put(List<String> note) throws StoreException {
        change(all -> {
            all.removeIf(words -> words.getFirst().equals(note.getFirst()));
            all.add(note);
            return all;
        });
    }

    /** Removes the note with that first word; none is fine. Durable when this returns. */
    public void remove(String first) throws StoreException {
        change(all -> {
            all.removeIf(words -> words.getFirst().equals(first));
            return all;
        });
    }

    /** Durable when this returns. */
    public void change(UnaryOperator<List<List<String>>> change) throws StoreException {
        synchronized (journal) {
            List<String> notes = change.apply(new ArrayList<>(all())).stream()
                    .map(Joiner.on(BETWEEN_WORDS)::join)
                    .toList();
            journal.note(Map.of(fact, Joiner.on(BETWEEN_NOTES).join(notes)));
            journal.commit();
        }
    }
}
