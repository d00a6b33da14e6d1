// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.RemoteStore.Described;
import org.navette.engine.tree.RemoteState;

/** Answers of a server, or of a filter on the way to it, that sound right and are not. */
final class Lies {
    /** What a filter shows in place of a file. */
    static final String PAGE = "<html>blocked";

    /** An answer to a GET. */
    @SuppressWarnings("ArrayRecordComponent") // never compared by value
    record Answer(Described described, byte[] body) {}

    private final World world;
    /** For a single test: what becomes of every body that is sent to the device, with its length told as it then is. */
    @Nullable
    UnaryOperator<byte[]> bodies;

    /** Whether the headers go on telling of the real file. */
    boolean honestHeaders;

    Lies(World world) {
        this.world = world;
    }

    /** The answer to a GET, as it arrives. */
    Answer answer(Described described, byte[] body) {
        UnaryOperator<byte[]> changed = bodies;
        if (changed != null) {
            return changed(described, changed.apply(body), honestHeaders);
        }
        if (!world.weather.faults() || !world.oneIn(60)) {
            return new Answer(described, body);
        }
        world.faults++;
        world.tell(() -> "    another body comes");
        boolean honest = world.oneIn(2);
        return changed(
                described, world.oneIn(2) ? Arrays.copyOf(body, body.length / 2) : page(), honest && body.length > 0);
    }

    static byte[] page() {
        return PAGE.getBytes(StandardCharsets.UTF_8);
    }

    private static Answer changed(Described described, byte[] body, boolean honest) {
        RemoteState told = honest
                ? described.state()
                : RemoteState.file(described.offset() + body.length, Optional.empty(), Optional.empty());
        return new Answer(new Described(told, described.date(), described.offset()), body);
    }
}
