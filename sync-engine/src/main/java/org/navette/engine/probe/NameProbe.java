// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.probe;

import java.util.EnumSet;
import java.util.Set;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/** Which spellings of a name a server tells apart, and whether it keeps the one that a file was sent with. */
final class NameProbe {
    private static final String PLAIN = "name";
    private static final String CAPITALS = "NAME";
    private static final String DECOMPOSED = "name-e\u0301";
    private static final String COMPOSED = "name-\u00e9";

    private final Scratch scratch;

    NameProbe(Scratch scratch) {
        this.scratch = scratch;
    }

    Set<Trait> run() throws StoreException {
        Set<Trait> found = EnumSet.noneOf(Trait.class);
        scratch.put(scratch.file(PLAIN), "one");
        ServerProbe.note(found, Trait.CASES_TOLD_APART, !isThere(CAPITALS));
        boolean taken = takesDecomposed();
        // A server that does not take such names has none of them to mistake for each other.
        ServerProbe.note(found, Trait.FORMS_TOLD_APART, !taken || !isThere(COMPOSED));
        ServerProbe.note(found, Trait.NAMES_KEPT, !taken || isThere(DECOMPOSED));
        return found;
    }

    /** Refused once, that may be passing trouble of the server's, and what is concluded from it is kept for good. */
    private boolean takesDecomposed() throws StoreException {
        Scratch.Try put = () -> scratch.put(scratch.file(DECOMPOSED), "one");
        if (Scratch.accepts(put)) {
            return true;
        }
        scratch.pause();
        return Scratch.accepts(put);
    }

    private boolean isThere(String name) throws StoreException {
        RelativePath file = scratch.file(name);
        return scratch.remote().look(file).isPresent();
    }
}
