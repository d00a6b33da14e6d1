// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Problem;
import org.navette.engine.port.RemoteStore.Described;
import org.navette.engine.port.RemoteStore.Listing;
import org.navette.engine.tree.RelativePath;
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

    /** For a single test: what becomes of every content that this device sends. */
    @Nullable
    Function<byte[], Optional<byte[]>> stores;

    /** For a single test: whether the last piece of an upload is thrown away. */
    boolean dropsLastPiece;

    /** For a single test: where the piece begins that is thrown away, or its number where pieces are joined; negative for none. */
    long dropsPieceAt = -1;

    /** For a single test: whether a missing piece is noticed when pieces are joined. */
    @Nullable
    Boolean countsPieces;

    /** For a single test: names of entries about which listings do not say what they are. */
    final Set<String> untyped = new HashSet<>();

    /** For a single test: the methods that are answered as if they were done, and are not. */
    final Set<String> undone = new HashSet<>();

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

    /** Whether somebody counts the pieces that are joined. */
    boolean countsPieces() {
        Boolean told = countsPieces;
        return told == null ? world.oneIn(2) : told;
    }

    /** A listing, some of whose entries are named and not described now and then. */
    Listing listing(RelativePath collection, Map<String, RemoteState> children) {
        List<Problem> problems = new ArrayList<>();
        for (String name : new TreeSet<>(children.keySet())) {
            boolean told = untyped.contains(name);
            if (told || (world.weather.faults() && world.oneIn(200))) {
                world.faults += told ? 0 : 1;
                children.remove(name);
                problems.add(
                        new Problem(collection.child(name).value(), new Failure.BadAnswer("named and not described")));
            }
        }
        return new Listing(children, problems);
    }

    /** What a server makes of a content that it says it has taken; absent if nothing. */
    Optional<byte[]> stored(RelativePath file, byte[] content) {
        Function<byte[], Optional<byte[]>> lie = stores;
        if (lie != null) {
            return lie.apply(content);
        }
        boolean lies = world.weather.faults() && !file.value().startsWith("~navette-probe-") && world.oneIn(80);
        if (!lies) {
            return Optional.of(content);
        }
        world.faults++;
        int kept = world.below(3);
        world.tell(() -> "      it is taken, and not kept: " + kept);
        world.brokenUploads.add(file);
        if (kept == 0) {
            return Optional.empty();
        }
        byte[] part = Arrays.copyOf(content, kept == 1 ? 0 : content.length / 2);
        // Its device may be cut off before it looks: then that is one more upload it has not heard of as it is.
        world.unheard.add(World.text(part));
        // Once its file has another name here, it is taken for somebody's, and goes on with the name that it has there.
        world.rubbish.add(World.text(part));
        return Optional.of(part);
    }

    /** Whether a request is answered as if it were done, and is not. */
    boolean leavesUndone(String method, RelativePath path) {
        if (path.value().startsWith("~navette-probe-")) {
            return false;
        }
        boolean told = undone.contains(method);
        boolean lies = told || (world.weather.faults() && world.oneIn(100));
        if (lies) {
            world.faults += told ? 0 : 1;
            world.tell(() -> "      " + method + " is said to be done, and is not: " + path);
        }
        return lies;
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
