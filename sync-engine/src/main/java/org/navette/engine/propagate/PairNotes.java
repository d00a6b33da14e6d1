// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.navette.engine.port.Journal;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/** Moves on the server that are under way, kept in the journal so that a later pass ends what a crash cut off. */
final class PairNotes {
    /** Neither can be part of a path, which has no empty names. */
    private static final String BETWEEN_NOTES = "///";

    private static final String BETWEEN_PATHS = "//";

    record Pair(RelativePath from, RelativePath to) {}

    private final Journal journal;
    private final String fact;

    /** @param fact the name of the fact they are kept in */
    PairNotes(Journal journal, String fact) {
        this.journal = journal;
        this.fact = fact;
    }

    List<Pair> all() throws StoreException {
        List<Pair> pairs = new ArrayList<>();
        String all = journal.fact(fact).orElse("");
        for (String note :
                all.isEmpty() ? List.<String>of() : Splitter.on(BETWEEN_NOTES).splitToList(all)) {
            List<String> paths = Splitter.on(BETWEEN_PATHS).splitToList(note);
            pairs.add(new Pair(RelativePath.of(paths.get(0)), RelativePath.of(paths.get(1))));
        }
        return pairs;
    }

    boolean hasFrom(RelativePath from) throws StoreException {
        return all().stream().anyMatch(pair -> pair.from().equals(from));
    }

    /** Durable when this returns. */
    void add(Pair pair) throws StoreException {
        synchronized (journal) {
            List<Pair> pairs = new ArrayList<>(all());
            pairs.add(pair);
            keep(pairs);
        }
    }

    void remove(Pair pair) throws StoreException {
        synchronized (journal) {
            List<Pair> pairs = new ArrayList<>(all());
            pairs.remove(pair);
            keep(pairs);
        }
    }

    private void keep(List<Pair> pairs) throws StoreException {
        List<String> notes = pairs.stream()
                .map(pair -> pair.from() + BETWEEN_PATHS + pair.to())
                .toList();
        journal.note(Map.of(fact, String.join(BETWEEN_NOTES, notes)));
        journal.commit();
    }
}
