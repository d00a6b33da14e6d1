// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import com.google.common.base.Strings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.navette.engine.tree.RelativePath;

/** What all share: the clock, chance, who is under way, and what was ever written and knowingly removed. */
final class World {
    /** What may happen besides people's work. */
    record Weather(boolean interleaving, boolean crashes, boolean faults) {
        static final Weather STORMY = new Weather(true, true, true);
        static final Weather CALM = new Weather(false, false, false);
    }

    private static final int LONGEST_NAME = 255;

    Sabotage sabotage = Sabotage.NONE;
    final List<String> trace = new ArrayList<>();
    final ContentOracle oracle = new ContentOracle();
    /** What became of files whose content never reached the disk before the power went. */
    final Set<String> rubbish = new HashSet<>();

    /** What a device brought to the server without hearing of it, or remembering: deleted, it may come back. */
    final Set<String> unheard = new HashSet<>();

    /** Whether a device ever made a collection without hearing that it had: deleted here meanwhile, it comes back. */
    boolean collectionUnheard;
    /** Whether a device has moved a folder on the server, of which it may not have heard. */
    boolean folderMoved;

    /** Whether two names got in each other's way: then what a person has on one device may not be what they had in mind. */
    boolean clashed;

    /** Whether nobody may act now. */
    boolean undisturbed;

    /** Whether everything goes so fast that much happens within one tick of a coarse clock. */
    boolean fast;

    /**
     * Whether those are about who act in the very moment, keep files open, or change their minds: in every fifth history, so that the
     * others stay what they were.
     */
    final boolean lively;

    /** Where the server has kept nothing, or a part, of what it said it had taken. */
    final Set<RelativePath> brokenUploads = new HashSet<>();

    Weather weather;
    int crashes;
    int faults;
    int operations;
    private final long seed;
    private final boolean tracing;
    private SplittableRandom chance;
    private long millis = Instant.parse("2026-11-24T10:00:00Z").toEpochMilli();
    private int contents;
    private int depth;
    private @Nullable Runnable others;
    private Whereabouts whereabouts = (path, content) -> false;

    World(long seed, Weather weather, boolean tracing) {
        this.seed = seed;
        this.lively = Math.floorMod(seed, 5L) == 0;
        this.tracing = tracing;
        this.weather = weather;
        this.chance = new SplittableRandom(seed);
    }

    /** Each step has chance of its own, so that leaving one out leaves the others what they are. */
    void startStep(int step) {
        chance = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + step);
        contents = step * 1000;
    }

    /** Somebody who may act whenever a device calls a port. */
    void others(Runnable act) {
        others = act;
    }

    /** Tells whether a content stands somewhere now. */
    @FunctionalInterface
    interface Whereabouts {
        /** @param path where it has to be; the root for anywhere at all, a version store included */
        boolean has(RelativePath path, String content);
    }

    void whereabouts(Whereabouts known) {
        whereabouts = known;
    }

    boolean isAnywhere(String content) {
        return whereabouts.has(RelativePath.ROOT, content);
    }

    boolean isAt(RelativePath path, String content) {
        return whereabouts.has(path, content);
    }

    long millis() {
        return millis;
    }

    void pass(long more) {
        millis += more;
    }

    /** Called by every port: time goes by, and somebody may act in between. */
    void step() {
        operations++;
        pass(!fast && oneIn(8) ? below(1500) : below(fast ? 4 : 20));
        Runnable act = others;
        if (weather.interleaving() && !undisturbed && depth == 0 && act != null && oneIn(25)) {
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

    int below(int n) {
        return chance.nextInt(n);
    }

    /** A content nobody wrote before; often as long as others, so that only comparing tells them apart. */
    byte[] newContent() {
        return written(newText());
    }

    /** As long as another, if that is long enough to be unlike all others. */
    byte[] newContentOf(int length) {
        String text = lively ? "c%06d".formatted(++contents) : newText();
        return written(length < text.length() ? text : Strings.padEnd(text, length, '.'));
    }

    String newText() {
        if (lively && oneIn(4)) {
            // Too small to go in pieces.
            return "c%06d".formatted(++contents);
        }
        return "content %06d".formatted(++contents) + (oneIn(3) ? " and some more".repeat(below(3)) : "");
    }

    /** Notes that somebody writes this. */
    byte[] written(String text) {
        oracle.thoughtOf(text);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** No disk and no server in use can hold longer names: whoever tries it has not looked. */
    static void requireFits(RelativePath path) {
        if (!fits(path)) {
            throw new AssertionError("too long a name: " + path);
        }
    }

    static boolean fits(RelativePath path) {
        return path.isRoot() || path.name().getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME;
    }

    static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    void tell(Supplier<String> what) {
        if (tracing) {
            trace.add(what.get());
        }
    }

    <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }
}
