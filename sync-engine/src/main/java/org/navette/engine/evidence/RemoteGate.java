// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.evidence;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Journal;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Body;
import org.navette.engine.port.RemoteStore.Chunked;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.RemoteStore.Lock;
import org.navette.engine.port.RemoteStore.Piece;
import org.navette.engine.port.RemoteStore.Receipt;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Sha256;
import org.navette.engine.tree.SyncedState;

/**
 * The only way to what cannot be undone on the server. Every request that overwrites, renames or deletes there is made here, and takes
 * {@link Evidence} that only a look of this class can give, or is about a name that is our own. {@code DestructiveCallsTest} keeps everybody
 * else from those requests. What changes here goes through {@link org.navette.engine.port.LocalStore}, which looks for itself.
 */
public final class RemoteGate {
    /** What is known of a name at this moment: for this name alone, and for one step. */
    public abstract static sealed class Evidence {
        private final RelativePath name;
        private final AtomicBoolean used = new AtomicBoolean();

        private Evidence(RelativePath name) {
            this.name = name;
        }

        final void use(RelativePath at) {
            if (!name.equals(at) || used.getAndSet(true)) {
                throw new IllegalStateException("what was seen of " + name + " says nothing of " + at + " now");
            }
        }
    }

    /** Nothing has the name: a look has just said so, or the server was seen to refuse the step otherwise. */
    public static final class Vacant extends Evidence {
        private Vacant(RelativePath name) {
            super(name);
        }
    }

    /** It is the version that is known: the server makes sure of that, or a look under a lock has, or at the worst a look alone. */
    public static final class Unchanged extends Evidence {
        private final Condition condition;

        private Unchanged(RelativePath name, Condition condition) {
            super(name);
            this.condition = condition;
        }
    }

    /** A listing down to the bottom of the collection has just shown nothing but what may go with it. */
    public static final class OnlyKnown extends Evidence {
        private OnlyKnown(RelativePath name) {
            super(name);
        }
    }

    /** A step that must only happen to the known version. */
    @FunctionalInterface
    public interface Step<T> {
        T run(Unchanged there) throws StoreException;
    }

    private final RemoteStore remote;
    private final Journal journal;
    private final ServerProfile profile;
    private final TemporaryNames names;
    private final VersionPrecondition versions;
    private final Junk junk;

    public RemoteGate(Ports ports, ServerProfile profile) {
        this.remote = ports.remote();
        this.journal = ports.journal();
        this.profile = profile;
        this.names = ports.names();
        this.versions = new VersionPrecondition(remote, journal, profile);
        this.junk = new Junk(ports.ignored(), names);
    }

    // What is looked at.

    /**
     * @param guard with which the server itself refuses the step if something is there; where it does not, this looks
     * @throws StoreException {@link Failure.ChangedMeanwhile} if something is there
     */
    public Vacant vacant(RelativePath name, Trait guard) throws StoreException {
        return profile.has(guard) ? new Vacant(name) : seenVacant(name);
    }

    /** @throws StoreException {@link Failure.ChangedMeanwhile} if something is there */
    public Vacant seenVacant(RelativePath name) throws StoreException {
        if (remote.look(name).isPresent()) {
            throw changed();
        }
        return new Vacant(name);
    }

    /**
     * Looks through a collection.
     *
     * @param at where it is now; {@code known} knows it by the {@code name} it had
     * @param known what may go, by its path; absent for what is not known
     * @throws StoreException {@link Failure.ChangedMeanwhile} if something else is there
     */
    public OnlyKnown onlyKnown(RelativePath at, RelativePath name, Function<RelativePath, Optional<SyncedState>> known)
            throws StoreException {
        requireOnlyKnown(at, name, known);
        return new OnlyKnown(at);
    }

    private void requireOnlyKnown(
            RelativePath at, RelativePath name, Function<RelativePath, Optional<SyncedState>> known)
            throws StoreException {
        Deque<RelativePath> folders = new ArrayDeque<>();
        folders.push(at);
        while (!folders.isEmpty()) {
            RelativePath folder = folders.pop();
            for (Map.Entry<String, RemoteState> child :
                    list(folder, folder.moved(at, name)).entrySet()) {
                RelativePath path = folder.child(child.getKey());
                RelativePath named = path.moved(at, name);
                boolean mayGo = known.apply(named)
                        .filter(base -> isStill(child.getValue(), base))
                        .isPresent();
                if (mayGo && !child.getValue().isFile()) {
                    folders.push(path);
                } else if (!mayGo && !junk.isThere(named, child.getValue())) {
                    throw changed();
                }
            }
        }
    }

    /**
     * What is in a collection, by the names that we know its entries by.
     *
     * @param named the name under which the collection is known
     * @throws StoreException if something in it cannot be told: then nothing may be concluded about the collection
     */
    public Map<String, RemoteState> list(RelativePath collection, RelativePath named) throws StoreException {
        RemoteStore.Listing listing = remote.list(collection);
        if (!listing.problems().isEmpty()) {
            throw new StoreException(listing.problems().getFirst().failure());
        }
        return profile.names().named(listing.children(), journal.children(named).keySet());
    }

    public static boolean isStill(RemoteState now, SyncedState base) {
        return base.remote().filter(now::isStill).isPresent();
    }

    /**
     * Runs a step that must only happen to the known version.
     *
     * @param content of the known version
     * @param guard the precondition that this server honours for such a step
     * @throws StoreException {@link Failure.ChangedMeanwhile} if another version is there
     */
    public <T> T onVersion(
            RelativePath file, RemoteState known, Sha256 content, ServerProfile.Guard guard, Step<T> step)
            throws StoreException {
        return versions.guarded(file, known, content, guard, condition -> step.run(new Unchanged(file, condition)));
    }

    /** After a MOVE over a document that is locked: its lock is of no use any more. */
    public void giveBackLock(RelativePath file) throws StoreException {
        versions.giveBackLock(file);
    }

    // What is done.

    public Receipt put(RelativePath file, Body body, Evidence there) throws StoreException {
        there.use(file);
        return remote.put(file, body, conditionOf(there));
    }

    /** Makes a file of what was sent in pieces. */
    public Receipt join(Chunked upload, Body whole, Evidence there) throws StoreException {
        there.use(upload.file());
        return remote.joinChunks(upload, whole, conditionOf(there));
    }

    private static Condition conditionOf(Evidence there) {
        return switch (there) {
            case Vacant vacant -> new Condition.Free();
            case Unchanged unchanged -> unchanged.condition;
            case OnlyKnown collection -> throw new IllegalArgumentException("a file never replaces a collection");
        };
    }

    /** Renames, never over anything. */
    public void move(RelativePath from, RelativePath to, Kind kind, Vacant there) throws StoreException {
        there.use(to);
        remote.move(from, to, kind, false, new Condition.None());
    }

    /** Puts a file that is complete under a temporary name in the place of a version. */
    public void moveOver(RelativePath temporary, RelativePath file, Unchanged there) throws StoreException {
        there.use(file);
        requireOwn(names, temporary, Kind.FILE);
        remote.move(temporary, file, Kind.FILE, true, there.condition);
    }

    /** @param here taken right before the request */
    public void moveAside(RelativePath collection, RelativePath aside, OnlyKnown there, LastLook here)
            throws StoreException {
        there.use(collection);
        here.requireGone();
        remote.move(collection, aside, Kind.FOLDER, false, new Condition.None());
    }

    /** @param here taken right before the request */
    public void delete(RelativePath file, Unchanged there, LastLook here) throws StoreException {
        there.use(file);
        here.requireGone();
        remote.delete(file, Kind.FILE, there.condition);
    }

    /**
     * Deletes a collection with what is in it.
     *
     * @param here taken right before the request
     */
    public void delete(RelativePath collection, OnlyKnown there, LastLook here) throws StoreException {
        there.use(collection);
        here.requireGone();
        remote.delete(collection, Kind.FOLDER, new Condition.None());
    }

    /**
     * Takes away again what a LOCK of ours has made: an empty file where somebody had just deleted one (RFC 4918 §7.3). Under the
     * lock nobody else can have written there.
     *
     * @param before what was seen there last; that itself never goes
     * @return whether there was such a file
     */
    public static boolean deleteMadeByLock(RemoteStore remote, Lock lock, RemoteState before) throws StoreException {
        boolean made = remote.look(lock.path())
                .filter(now -> now.isFile() && now.size() == 0 && !now.isStill(before))
                .isPresent();
        if (made) {
            remote.delete(lock.path(), Kind.FILE, new Condition.Holding(lock));
        }
        return made;
    }

    // What nobody else knows: the name is the evidence.

    public Receipt putOwn(RelativePath temporary, Body body) throws StoreException {
        requireOwn(names, temporary, Kind.FILE);
        return remote.put(temporary, body, new Condition.None());
    }

    public void putOwnPiece(RelativePath temporary, Piece piece, Body body) throws StoreException {
        requireOwn(names, temporary, Kind.FILE);
        remote.putPiece(temporary, piece, body);
    }

    public void deleteOwn(RelativePath path, Kind kind) throws StoreException {
        deleteOwn(remote, names, path, kind);
    }

    /** Deletes a file in the making, or a collection to try things in; of a client with these names. */
    public static void deleteOwn(RemoteStore remote, TemporaryNames names, RelativePath path, Kind kind)
            throws StoreException {
        requireOwn(names, path, kind);
        remote.delete(path, kind, new Condition.None());
    }

    private static void requireOwn(TemporaryNames names, RelativePath path, Kind kind) {
        if (!names.isDisposable(path.name(), kind)) {
            throw new IllegalArgumentException(path + " may be somebody's");
        }
    }

    private static StoreException changed() {
        return new StoreException(new Failure.ChangedMeanwhile());
    }
}
