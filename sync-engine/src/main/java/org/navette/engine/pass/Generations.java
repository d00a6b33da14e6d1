// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.navette.engine.evidence.TemporaryNames;
import org.navette.engine.port.Journal;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.StoreException;

/**
 * Tells whether the journal and the local folder are of the same moment. Both keep a token, which every pass renews before
 * its first effect and after its last one. Where they differ, one of the two was restored from an earlier state: what the
 * journal says of the folder is then about another time, and deleting or replacing anything on its word would carry the
 * past over to the server.
 *
 * <p>The journal speaks first (the new token, not yet confirmed, and the one before), then the folder, then the journal
 * confirms; effects come after that. A crash in between leaves an unconfirmed token in the journal and the one before in
 * the folder, which no restored folder can look like: once a token is confirmed, the one before is never right again.
 */
final class Generations {
    static final String FACT = "generation";

    private static final String NONE = "-";
    private static final String CONFIRMED = "confirmed";
    private static final String BEGUN = "begun";

    /** @param previous what the folder may still have while {@code current} is not confirmed; absent for no token */
    private record Noted(String current, Optional<String> previous, boolean confirmed) {
        static Noted parse(String text) {
            List<String> words = Splitter.on(' ').splitToList(text);
            Optional<String> previous =
                    words.size() < 3 || words.get(1).equals(NONE) ? Optional.empty() : Optional.of(words.get(1));
            return new Noted(words.getFirst(), previous, words.getLast().equals(CONFIRMED));
        }

        String text() {
            return String.join(" ", current, previous.orElse(NONE), confirmed ? CONFIRMED : BEGUN);
        }
    }

    private final Journal journal;
    private final LocalStore local;
    private final TemporaryNames names;
    /** What the folder has, since it was last looked at: a disk pulled out later has nothing, and means nothing. */
    private Optional<String> there = Optional.empty();

    private boolean renewed;

    Generations(LocalStore local, Journal journal, TemporaryNames names) {
        this.names = names;
        this.journal = journal;
        this.local = local;
    }

    /** Whether the journal is about another moment of this folder than the one that is here. */
    boolean isRestored() throws StoreException {
        if (isSameMoment()) {
            return false;
        }
        // A disk that is pulled out has no token either, and was not restored.
        local.requireRoot();
        return !isSameMoment();
    }

    private boolean isSameMoment() throws StoreException {
        Optional<Noted> noted = journal.fact(FACT).map(Noted::parse);
        Optional<String> found = local.generation(names.device());
        there = found;
        if (noted.isEmpty()) {
            // From before there were tokens, or new: a folder that has one already was worked on by a later journal.
            return found.isEmpty() || journal.size() == 0;
        }
        boolean cutOff = !noted.get().confirmed() && found.equals(noted.get().previous());
        return cutOff || found.equals(Optional.of(noted.get().current()));
    }

    /** Before the first effect of a pass; durable on both sides when this returns. */
    void begin() throws StoreException {
        if (!renewed) {
            renew();
            renewed = true;
        }
    }

    /** After the last effect of a pass, so that a copy made in its middle is not taken for one of its end. */
    void end() throws StoreException {
        if (renewed) {
            renew();
        }
    }

    private void renew() throws StoreException {
        String next = names.token();
        note(new Noted(next, there, false));
        local.noteGeneration(names.device(), next);
        note(new Noted(next, there, true));
        there = Optional.of(next);
    }

    private void note(Noted noted) throws StoreException {
        journal.note(Map.of(FACT, noted.text()));
        journal.commit();
    }
}
