// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import com.google.common.collect.SetMultimap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;
import org.navette.engine.tree.SyncedState;

/**
 * The synced tree, and the few facts that belong to the pair. Writes are seen at once by this process and become durable
 * together at {@link #commit}; a crash or a power cut loses at most what was not committed, which the next pass finds out again by
 * comparing. All methods may be called from several threads and throw {@link StoreException}.
 */
public interface Journal extends AutoCloseable {
    /** Children of a folder by name; empty if it is not in the synced tree. */
    SortedMap<String, SyncedState> children(RelativePath folder) throws StoreException;

    Optional<SyncedState> get(RelativePath path) throws StoreException;

    /** Adds or replaces an entry. Its folder must be there. */
    void put(RelativePath path, SyncedState state) throws StoreException;

    /**
     * Renames an entry with everything below it, and what is intended for them. The new place must be free and its folder
     * there; if there is no such entry, only intents move.
     */
    void move(RelativePath from, RelativePath to) throws StoreException;

    /** Removes an entry with everything below it, and all intents; one that is not there is fine. */
    void remove(RelativePath path) throws StoreException;

    /** Forgets every entry and all intents, so that both sides are compared anew; facts stay. */
    void clear() throws StoreException;

    /** The number of files and folders. */
    long size() throws StoreException;

    /** The number of files. */
    long files() throws StoreException;

    /** What is about to happen to a content, and may have happened although nothing says so. */
    enum Intent {
        /** It is sent: the version found on the server later may be ours. */
        SEND,
        /** It is placed here: the file found later may be the server's, and nobody's edit. */
        RECEIVE,
        /** It is deleted on the server: that it is gone there later is nobody else's doing. */
        DELETE
    }

    /**
     * Notes that this is about to happen; cleared by the next put or remove of the path, and moves with it.
     *
     * @param began the server's time, where it has a part in it
     * @param fileKey the identity of the file that is to be placed here, else empty
     */
    Attempt begin(Intent intent, RelativePath path, Sha256 content, Optional<Instant> began, String fileKey)
            throws StoreException;

    /** {@link #begin} where neither time nor identity tell anything. */
    default void intend(Intent intent, RelativePath path, Sha256 content) throws StoreException {
        begin(intent, path, content, Optional.empty(), "");
    }

    /** Nobody will hear any more whether it happened. */
    void giveUp(Attempt attempt, Optional<Instant> ended) throws StoreException;

    /** It is certain that it did not happen. */
    void end(Attempt attempt) throws StoreException;

    /** Every attempt at a path since an entry was last put there. */
    List<Attempt> attempts(Intent intent, RelativePath path) throws StoreException;

    /** The contents of {@link #attempts}. */
    default Set<Sha256> intended(Intent intent, RelativePath path) throws StoreException {
        return attempts(intent, path).stream().map(Attempt::content).collect(Collectors.toSet());
    }

    /** Everything that is intended, by path; empty unless an earlier pass was cut off, or did not hear of something. */
    SetMultimap<RelativePath, Intent> intents() throws StoreException;

    /** What was intended for a path did not happen, or is over. */
    void forgetIntents(Intent intent, RelativePath path) throws StoreException;

    /** What was deleted lately, and what somebody is asked about. */
    DeletionLog deletions();

    /** What is under way, and has to be ended by a later pass if this one is cut off. */
    PendingWork pending();

    /** The conflicts that nobody has resolved yet. */
    ConflictRecords conflicts();

    /** A fact about the pair, as the identity of its local folder; absent if never noted. */
    Optional<String> fact(String name) throws StoreException;

    void note(Map<String, String> facts) throws StoreException;

    /** Makes everything written so far durable at once: not even a power cut undoes it. */
    void commit() throws StoreException;

    @Override
    void close() throws StoreException;
}
