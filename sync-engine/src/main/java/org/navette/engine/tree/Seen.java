// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.tree;

import java.util.Optional;

/** What an observation says of one side: there, not there, or not looked at. Not looked at is never gone. */
public sealed interface Seen<T> {
    record There<T>(T value) implements Seen<T> {}

    record Absent<T>() implements Seen<T> {
        /** One for all: in a large tree there is one for every entry. */
        private static final Absent<?> ABSENT = new Absent<>();
    }

    /** Not looked at in this pass, or looking failed: nothing may be concluded. */
    record Unknown<T>() implements Seen<T> {}

    static <T> Seen<T> of(Optional<T> state) {
        return state.<Seen<T>>map(There::new).orElseGet(Seen::absent);
    }

    static <T> Seen<T> there(T state) {
        return new There<>(state);
    }

    @SuppressWarnings("unchecked") // it holds nothing
    static <T> Seen<T> absent() {
        return (Seen<T>) Absent.ABSENT;
    }

    static <T> Seen<T> unknown() {
        return new Unknown<>();
    }

    /** The state, if the entry was seen to be there. */
    default Optional<T> state() {
        return this instanceof There<T>(T value) ? Optional.of(value) : Optional.empty();
    }

    default boolean isUnknown() {
        return this instanceof Unknown<T>;
    }
}
