// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.probe;

import static org.navette.engine.probe.Scratch.accepts;
import static org.navette.engine.probe.Scratch.failureOf;
import static org.navette.engine.probe.Scratch.refuses;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.probe.Scratch.Text;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;

/** Which preconditions keep a write from hitting what it should not, and whether a write is all or nothing. */
final class WriteProbe {
    private static final ETag WRONG = ETag.parse("\"navette-no-such-version\"").orElseThrow();
    private static final String BROKEN_OVER = "broken-over";
    private static final String BROKEN_NEW = "broken-new";
    private static final String WHOLE = "a whole content";

    private final Scratch scratch;
    private final RemoteStore remote;

    WriteProbe(Scratch scratch) {
        this.scratch = scratch;
        this.remote = scratch.remote();
    }

    Set<Trait> guards() throws StoreException {
        Set<Trait> found = EnumSet.noneOf(Trait.class);
        ServerProbe.note(found, Trait.CREATE_GUARD, creates());
        ServerProbe.note(found, Trait.REPLACE_BY_IF, replaces(Condition.DavIf::new));
        ServerProbe.note(found, Trait.REPLACE_BY_IF_MATCH, replaces(Condition.Match::new));
        ServerProbe.note(found, Trait.DELETE_BY_IF, deletes(Condition.DavIf::new));
        ServerProbe.note(found, Trait.DELETE_BY_IF_MATCH, deletes(Condition.Match::new));
        ServerProbe.note(found, Trait.MOVE_GUARD, moves());
        ServerProbe.note(found, Trait.LOCKS, locks());
        return found;
    }

    @FunctionalInterface
    private interface Guard {
        Condition on(ETag version);
    }

    private boolean creates() throws StoreException {
        RelativePath file = scratch.file("create");
        boolean accepted = accepts(() -> remote.put(file, Text.of("one"), new Condition.Free()));
        boolean refused = refuses(() -> remote.put(file, Text.of("two"), new Condition.Free()));
        return accepted && refused && scratch.holds(file, "one");
    }

    private boolean replaces(Guard guard) throws StoreException {
        RelativePath file = scratch.file("replace");
        scratch.put(file, "one");
        boolean refused = refuses(() -> remote.put(file, Text.of("two"), guard.on(WRONG)));
        boolean kept = scratch.holds(file, "one");
        Optional<ETag> etag = scratch.listed(file);
        return refused
                && kept
                && etag.isPresent()
                && accepts(() -> remote.put(file, Text.of("three"), guard.on(etag.get())))
                && scratch.holds(file, "three");
    }

    private boolean deletes(Guard guard) throws StoreException {
        RelativePath file = scratch.file("delete");
        scratch.put(file, "one");
        boolean refused = refuses(() -> remote.delete(file, Kind.FILE, guard.on(WRONG)));
        Optional<ETag> etag = scratch.listed(file);
        return refused
                && etag.isPresent()
                && accepts(() -> remote.delete(file, Kind.FILE, guard.on(etag.get())))
                && remote.look(file).isEmpty();
    }

    private boolean moves() throws StoreException {
        RelativePath from = scratch.file("move-from");
        RelativePath to = scratch.file("move-to");
        scratch.put(from, "one");
        scratch.put(to, "two");
        boolean refused = refuses(() -> remote.move(from, to, Kind.FILE, false, new Condition.None()));
        boolean accepted = refused
                && accepts(() -> remote.move(from, scratch.file("move-free"), Kind.FILE, false, new Condition.None()));
        return accepted && scratch.holds(to, "two");
    }

    private boolean locks() throws StoreException {
        RelativePath file = scratch.file("lock");
        scratch.put(file, "one");
        RemoteStore.Lock[] lock = new RemoteStore.Lock[1];
        if (!accepts(() -> lock[0] = remote.lock(file))) {
            return false;
        }
        boolean kept = failureOf(() -> remote.put(file, Text.of("two"), new Condition.None()))
                .filter(Failure.Locked.class::isInstance)
                .isPresent();
        boolean holder = accepts(() -> remote.put(file, Text.of("three"), new Condition.Holding(lock[0])));
        remote.unlock(lock[0]);
        return kept && holder && scratch.holds(file, "three");
    }

    /** A PUT that breaks off half-way, over a file and over none. */
    boolean breakOffPuts() throws StoreException {
        scratch.put(scratch.file(BROKEN_OVER), WHOLE);
        return breakOff(scratch.file(BROKEN_OVER)) && breakOff(scratch.file(BROKEN_NEW));
    }

    boolean leftNothingBroken() throws StoreException {
        return scratch.holds(scratch.file(BROKEN_OVER), WHOLE)
                && remote.look(scratch.file(BROKEN_NEW)).isEmpty();
    }

    private boolean breakOff(RelativePath file) throws StoreException {
        try {
            remote.put(file, new Scratch.Broken(), new Condition.None());
            return false;
        } catch (StoreException e) {
            return e.failure() instanceof Failure.ChangedMeanwhile;
        }
    }
}
