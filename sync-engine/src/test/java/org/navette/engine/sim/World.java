// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What all share: the clock, chance, who is under way, and what was ever written and knowingly removed. */
final class World {
    /** What may happen besides people's work. */
    record Weather(boolean interleaving, boolean crashes, boolean faults) {
        static final Weather STORMY = new Weather(true, true, true);
        static final Weather CALM = new Weather(false, false, false);
    }

    /** A way in which the engine would be wrong, to see whether the checks notice. */
    enum Sabotage {
        NONE,
        /** Preconditions are not sent. */
        NO_PRECONDITIONS,
        /** Names are not made durable before the journal speaks of them. */
        NOTHING_DURABLE,
        /** Stamps are relied on however young they are. */
        NO_RACY_RULE,
        /** What is about to be sent is not noted. */
        NO_INTENTS,
        /** A local file is replaced or removed whatever it has become since it was looked at. */
        NO_SECOND_LOOK
    }

    Sabotage sabotage = Sabotage.NONE;
    final Random chance;
    final List<String> trace = new ArrayList<>();
    final Set<String> written = new HashSet<>();
    final Set<String> knowinglyRemoved = new HashSet<>();
    Weather weather;
    int crashes;
    int faults;
    int operations;
    private long millis = Instant.parse("2026-11-24T10:00:00Z").toEpochMilli();
    private int contents;
    private int depth;
    private @Nullable Runnable others;

    World(long seed, Weather weather) {
        this.chance = new Random(seed);
        this.weather = weather;
    }

    /** Somebody who may act whenever a device calls a port. */
    void others(Runnable act) {
        others = act;
    }

    long millis() {
        return millis;
    }

    void pass(long more) {
        millis += more;
    }

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(millis);
            }
        };
    }

    /** Called by every port: time goes by, and somebody may act in between. */
    void step() {
        operations++;
        pass(chance.nextInt(8) == 0 ? chance.nextInt(1500) : chance.nextInt(20));
        Runnable act = others;
        if (weather.interleaving() && depth == 0 && act != null && oneIn(25)) {
            depth++;
            try {
                act.run();
            } finally {
                depth--;
            }
        }
    }

    boolean oneIn(int n) {
        return chance.nextInt(n) == 0;
    }

    /** A content nobody wrote before; often as long as others, so that only comparing tells them apart. */
    byte[] newContent() {
        String text =
                "content %06d".formatted(++contents) + (oneIn(3) ? " and some more".repeat(chance.nextInt(3)) : "");
        written.add(text);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    void tell(String what) {
        trace.add(what);
    }

    <T> T pick(List<T> choices) {
        return choices.get(chance.nextInt(choices.size()));
    }
}
