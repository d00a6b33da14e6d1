// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.tree;

import java.util.Optional;

/** What an observation says of one side: there, not there, or not looked at. Not looked at is never gone. */
public sealed interface Seen<T> {
    record There<T>(T value) implements Seen<T> {}

    record Absent<T>() implements Seen<T> {}

    /** Not looked at in this pass, or looking failed: nothing may be concluded. */
    record Unknown<T>() implements Seen<T> {}

    static <T> Seen<T> of(Optional<T> state) {
        return state.<Seen<T>>map(There::new).orElseGet(Absent::new);
    }

    static <T> Seen<T> there(T state) {
        return new There<>(state);
    }

    static <T> Seen<T> absent() {
        return new Absent<>();
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
