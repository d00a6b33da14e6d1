// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Body;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.RemoteStore.Receipt;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Guard;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what a server honours, by trying it in a scratch collection, which whoever asks removes again. A precondition counts only
 * if it was seen to refuse the wrong version and to accept the right one.
 */
public final class ServerProbe {
    private static final Logger LOG = LoggerFactory.getLogger(ServerProbe.class);
    private static final ETag WRONG = ETag.parse("\"navette-no-such-version\"").orElseThrow();

    private static final int REWRITES = 8;
    private static final int PROOFS = 2;
    private static final String BROKEN_OVER = "broken-over";
    private static final String BROKEN_NEW = "broken-new";
    private static final String WHOLE = "a whole content";

    @FunctionalInterface
    private interface Try {
        void run() throws StoreException;
    }

    private final RemoteStore remote;
    private final RelativePath scratch;

    private final Runnable pause;

    private ServerProbe(RemoteStore remote, RelativePath scratch, Runnable pause) {
        this.remote = remote;
        this.scratch = scratch;
        this.pause = pause;
    }

    /**
     * @param scratch a name in the root of the share that nobody else uses
     * @param pause lets some hundredths of a second go by
     * @return {@link ServerProfile#UNKNOWN} where the share cannot be written to, or is full
     * @throws StoreException if the server cannot be talked to, or is in passing trouble: nothing must be written then
     */
    public static ServerProfile probe(RemoteStore remote, RelativePath scratch, Runnable pause) throws StoreException {
        try {
            remote.makeCollection(scratch);
            return new ServerProbe(remote, scratch, pause).run();
        } catch (StoreException e) {
            boolean notWritable =
                    e.failure() instanceof Failure.Forbidden || e.failure() instanceof Failure.QuotaExceeded;
            if (!notWritable) {
                throw e;
            }
            LOG.info("the share cannot be probed now, so nothing is taken for granted", e);
            return ServerProfile.UNKNOWN;
        }
    }

    private ServerProfile run() throws StoreException {
        // First, and looked at last: a server needs a moment to notice that a line broke.
        boolean brokenOff = breakOffPuts();
        boolean createGuard = createGuard();
        Guard replaceGuard = replaceGuard();
        Guard deleteGuard = deleteGuard();
        RelativePath file = scratch.child("etag");
        Receipt receipt = put(file, "one");
        Optional<ETag> listed = listed(file);
        boolean fine = isFine(file);
        boolean moveGuard = moveGuard();
        boolean moveKeepsEtag = moveKeepsEtag();
        boolean locks = locks();
        boolean sameEtagOnGet = sameEtagOnGet(file);
        boolean deepListing = accepts(() -> remote.listDeep(scratch));
        boolean dotFilesListed = dotFilesListed();
        return new ServerProfile(
                createGuard,
                replaceGuard,
                deleteGuard,
                moveGuard,
                moveKeepsEtag,
                brokenOff && leftNothingBroken(),
                locks,
                listed.isPresent(),
                fine,
                receipt.etag().isPresent() && receipt.etag().equals(listed),
                sameEtagOnGet,
                deepListing,
                dotFilesListed);
    }

    private boolean createGuard() throws StoreException {
        RelativePath file = scratch.child("create");
        boolean accepted = accepts(() -> remote.put(file, new Text("one"), new Condition.Free()));
        boolean refused = refuses(() -> remote.put(file, new Text("two"), new Condition.Free()));
        return accepted && refused && holds(file, "one");
    }

    private Guard replaceGuard() throws StoreException {
        RelativePath file = scratch.child("replace");
        for (Guard guard : new Guard[] {Guard.DAV_IF, Guard.IF_MATCH}) {
            put(file, "one");
            boolean refused = refuses(() -> remote.put(file, new Text("two"), condition(guard, WRONG)));
            boolean kept = holds(file, "one");
            Optional<ETag> etag = listed(file);
            if (refused
                    && kept
                    && etag.isPresent()
                    && accepts(() -> remote.put(file, new Text("three"), condition(guard, etag.get())))
                    && holds(file, "three")) {
                return guard;
            }
        }
        return Guard.NONE;
    }

    private Guard deleteGuard() throws StoreException {
        RelativePath file = scratch.child("delete");
        for (Guard guard : new Guard[] {Guard.DAV_IF, Guard.IF_MATCH}) {
            put(file, "one");
            boolean refused = refuses(() -> remote.delete(file, Kind.FILE, condition(guard, WRONG)));
            Optional<ETag> etag = listed(file);
            if (refused
                    && etag.isPresent()
                    && accepts(() -> remote.delete(file, Kind.FILE, condition(guard, etag.get())))
                    && remote.look(file).isEmpty()) {
                return guard;
            }
        }
        return Guard.NONE;
    }

    private boolean moveGuard() throws StoreException {
        RelativePath from = scratch.child("move-from");
        RelativePath to = scratch.child("move-to");
        put(from, "one");
        put(to, "two");
        boolean refused = refuses(() -> remote.move(from, to, Kind.FILE, false, new Condition.None()));
        boolean accepted = refused
                && accepts(() -> remote.move(from, scratch.child("move-free"), Kind.FILE, false, new Condition.None()));
        return accepted && holds(to, "two");
    }

    private boolean moveKeepsEtag() throws StoreException {
        RelativePath from = scratch.child("keep-from");
        RelativePath to = scratch.child("keep-to");
        put(from, "one");
        Optional<ETag> before = listed(from);
        // Time goes by, or a second's grain would make any two ETags the same.
        pause.run();
        boolean moved = accepts(() -> remote.move(from, to, Kind.FILE, false, new Condition.None()));
        return moved && before.isPresent() && before.equals(listed(to));
    }

    /** A PUT that breaks off half-way, over a file and over none. */
    private boolean breakOffPuts() throws StoreException {
        put(scratch.child(BROKEN_OVER), WHOLE);
        return breakOff(scratch.child(BROKEN_OVER)) && breakOff(scratch.child(BROKEN_NEW));
    }

    private boolean leftNothingBroken() throws StoreException {
        return holds(scratch.child(BROKEN_OVER), WHOLE)
                && remote.look(scratch.child(BROKEN_NEW)).isEmpty();
    }

    private boolean breakOff(RelativePath file) throws StoreException {
        try {
            remote.put(file, new Broken(), new Condition.None());
            return false;
        } catch (StoreException e) {
            return e.failure() instanceof Failure.ChangedMeanwhile;
        }
    }

    private boolean locks() throws StoreException {
        RelativePath file = scratch.child("lock");
        put(file, "one");
        RemoteStore.Lock lock;
        try {
            lock = remote.lock(file);
        } catch (StoreException e) {
            return false;
        }
        boolean kept = failureOf(() -> remote.put(file, new Text("two"), new Condition.None()))
                .filter(Failure.Locked.class::isInstance)
                .isPresent();
        boolean holder = accepts(() -> remote.put(file, new Text("three"), new Condition.Holding(lock)));
        remote.unlock(lock);
        return kept && holder && holds(file, "three");
    }

    /**
     * Rewrites with as many bytes, not within one tick of the server's file system (4 ms on Linux): do the listing's ETags
     * tell versions of one second apart? On a slow line each version has a second of its own, which proves nothing, so
     * only two that were modified in the same one count.
     */
    private boolean isFine(RelativePath file) throws StoreException {
        Optional<RemoteState> before = remote.look(file);
        int proofs = 0;
        for (int i = 0; i < REWRITES && proofs < PROOFS; i++) {
            pause.run();
            put(file, i % 2 == 0 ? "two" : "six");
            Optional<RemoteState> after = remote.look(file);
            if (after.flatMap(RemoteState::etag).isEmpty()
                    || after.flatMap(RemoteState::etag).equals(before.flatMap(RemoteState::etag))) {
                return false;
            }
            boolean sameSecond = after.flatMap(RemoteState::modified).isPresent()
                    && after.flatMap(RemoteState::modified).equals(before.flatMap(RemoteState::modified));
            proofs += sameSecond ? 1 : 0;
            before = after;
        }
        return proofs == PROOFS;
    }

    private boolean sameEtagOnGet(RelativePath file) throws StoreException {
        Optional<ETag>[] got = etagSlot();
        try {
            remote.get(file, (described, body) -> got[0] = described.state().etag());
        } catch (IOException e) {
            throw StoreException.of(e);
        }
        return got[0].isPresent() && got[0].equals(listed(file));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Optional<ETag>[] etagSlot() {
        return new Optional[] {Optional.empty()};
    }

    private boolean dotFilesListed() throws StoreException {
        RelativePath file = scratch.child(".dot");
        put(file, "one");
        return remote.list(scratch).children().containsKey(file.name());
    }

    private Receipt put(RelativePath file, String text) throws StoreException {
        return remote.put(file, new Text(text), new Condition.None());
    }

    private Optional<ETag> listed(RelativePath file) throws StoreException {
        return remote.look(file).flatMap(RemoteState::etag);
    }

    private boolean holds(RelativePath file, String text) throws StoreException {
        StringBuilder found = new StringBuilder();
        try {
            remote.get(
                    file, (described, body) -> found.append(new String(body.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw StoreException.of(e);
        }
        return found.toString().equals(text);
    }

    private static boolean accepts(Try attempt) throws StoreException {
        return failureOf(attempt).isEmpty();
    }

    /** Refused for the very reason that was given; a server that only has trouble right now has honoured nothing. */
    private static boolean refuses(Try attempt) throws StoreException {
        return failureOf(attempt)
                .filter(Failure.ChangedMeanwhile.class::isInstance)
                .isPresent();
    }

    private static Optional<Failure> failureOf(Try attempt) throws StoreException {
        try {
            attempt.run();
            return Optional.empty();
        } catch (StoreException e) {
            boolean trouble = e.failure() instanceof Failure.Busy || e.failure() instanceof Failure.QuotaExceeded;
            if (trouble || (e.failure().isWhole() && !(e.failure() instanceof Failure.NotWebDav))) {
                throw e;
            }
            return Optional.of(e.failure());
        }
    }

    private static Condition condition(Guard guard, ETag etag) {
        return guard == Guard.IF_MATCH ? new Condition.Match(etag) : new Condition.DavIf(etag);
    }

    private record Text(String text) implements Body {
        @Override
        public long size() {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Promises more than it sends. */
    private record Broken() implements Body {
        @Override
        public long size() {
            return 256 * 1024;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(new byte[128 * 1024]);
            out.flush();
            throw new StoreException(new Failure.ChangedMeanwhile());
        }
    }
}
