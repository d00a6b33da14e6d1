// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.navette.engine.port.Journal;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/** What a {@link Mutation} does in place of what is right. */
public final class Replacements {
    private Replacements() {}

    /** A person's file goes to the version store instead of becoming a conflict copy. */
    public static void trash(LocalStore local, RelativePath from, RelativePath to) throws StoreException {
        local.trash(from, local.look(from).orElseThrow());
    }

    /** What was about to be sent stays noted, whatever a look shows. */
    public static void forgetAllButSent(Journal journal, Journal.Intent intent, RelativePath path)
            throws StoreException {
        if (intent != Journal.Intent.SEND) {
            journal.forgetIntents(intent, path);
        }
    }

    /** An empty set, which somebody may add to. */
    public static Set<String> none() {
        return new HashSet<>();
    }

    public static List<Object> nothing() {
        return List.of();
    }

    /** Whatever it is, it is what was wanted. */
    public static <T> Optional<T> any(Optional<T> found, Predicate<? super T> wanted) {
        return found;
    }

    /** All of them are what is wanted. */
    public static <T> Stream<T> all(Stream<T> found, Predicate<? super T> wanted) {
        return found;
    }
}
