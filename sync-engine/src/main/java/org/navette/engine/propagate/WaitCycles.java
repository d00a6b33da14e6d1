// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** Finds deletions that wait for each other in a circle, so that none of them would ever be carried out. */
final class WaitCycles {
    private WaitCycles() {}

    /**
     * The first that waits, by way of others, for itself; absent if none does.
     *
     * @param waitsFor whether one can only be carried out after the other
     */
    static <T> Optional<T> first(Collection<T> waiting, BiPredicate<T, T> waitsFor) {
        return waiting.stream()
                .filter(one -> reached(one, waiting, waitsFor).contains(one))
                .findFirst();
    }

    private static <T> Set<T> reached(T from, Collection<T> waiting, BiPredicate<T, T> waitsFor) {
        Set<T> reached = new HashSet<>();
        Deque<T> open = new ArrayDeque<>();
        open.push(from);
        while (!open.isEmpty()) {
            T next = open.pop();
            waiting.stream()
                    .filter(other -> waitsFor.test(next, other))
                    .filter(reached::add)
                    .forEach(open::push);
        }
        return reached;
    }
}
