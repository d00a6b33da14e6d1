// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.navette.engine.tree.DiskTraits;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

/**
 * The local folder. All methods throw {@link StoreException} and may be called from several threads. Nothing here ever
 * overwrites or removes content without having moved it to the version store first.
 */
public interface LocalStore {
    /**
     * The children of a folder.
     *
     * @param children by name
     * @param problems names that are there but cannot be synced; nothing may be concluded about them
     * @param unnamed of those, files and folders by where they are: a file that is gone elsewhere may be one of them
     */
    record Listing(Map<String, LocalState> children, List<Problem> problems, Map<String, LocalState> unnamed) {
        public Listing(Map<String, LocalState> children, List<Problem> problems) {
            this(children, problems, Map.of());
        }
    }

    /**
     * A content that is complete, waiting for its place.
     *
     * @param fileKey the identity it has, and will have in its place; empty where the disk has none
     */
    record Staged(String token, long size, Sha256 content, String fileKey) {}

    @FunctionalInterface
    interface Source {
        void writeTo(OutputStream out) throws IOException;
    }

    /** @throws StoreException if the folder can't be read: its content is then unknown, not gone */
    Listing list(RelativePath folder) throws StoreException;

    /**
     * Whether Navette, of whoever, remembers its pairs in a folder: {@link #list} fails for it with {@link Failure.OwnPlace}, and
     * it is not to be made on the server either.
     */
    default boolean isNavetteHome(RelativePath folder) throws StoreException {
        return false;
    }

    /** Absent if nothing is there, or neither a file nor a folder. */
    Optional<LocalState> look(RelativePath path) throws StoreException;

    /** Whether something is there that is neither a file nor a folder: a link, a device. */
    boolean isSpecial(RelativePath path);

    /**
     * The state of a file with its content's hash.
     *
     * @throws StoreException {@link Failure.ChangedMeanwhile} if the file changed while it was read
     */
    LocalState hash(RelativePath path) throws StoreException;

    InputStream open(RelativePath file) throws StoreException;

    /** What the version store has of a file with this very content; absent if nothing. */
    Optional<InputStream> openVersion(RelativePath file, Sha256 content) throws StoreException;

    /**
     * Sets room aside for a content before it is asked for: what does not fit is not begun.
     *
     * @param bytes announced; negative if nobody knows
     * @throws StoreException {@link Failure.NoRoom} if it would leave less free than is to stay free
     */
    Room claim(RelativePath file, long bytes) throws StoreException;

    /** Bytes that are free on this disk, what is to stay free among them; {@link Long#MAX_VALUE} if it does not say. */
    long free() throws StoreException;

    /** Takes a content in, completely, beside the folder's own files. It is not durable before {@link #fsync}. */
    Staged stage(Source source) throws IOException;

    /**
     * Makes what was taken in durable. Only then may it be placed: after a power cut an empty file would have its name, and be
     * taken for somebody's edit.
     */
    void fsync(Collection<Staged> contents) throws StoreException;

    /** What came in of a version before the line broke off: its first bytes, durable. */
    record Partial(ETag version, long bytes) {}

    /** What an earlier {@link #stageRest} was cut off in; absent if there is nothing. */
    Optional<Partial> partial(RelativePath file) throws StoreException;

    /**
     * Takes in what is missing of a large content. If it breaks off, what came is kept for {@link #partial}, over restarts.
     *
     * @param from what is there already, of the very version the rest is of; with 0 bytes for a new one
     */
    Staged stageRest(RelativePath file, Partial from, Source rest) throws IOException;

    void discard(Staged staged);

    /**
     * Puts a staged content in its place, if what is there is still what was expected; that goes to the version store.
     *
     * @param expected what was seen there; absent if the name must be free
     * @param modified the modification time to give the file, where known
     * @return the file as it is now
     * @throws StoreException {@link Failure.ChangedMeanwhile} if something else is there: it stays
     */
    LocalState place(Staged staged, RelativePath target, Optional<LocalState> expected, Optional<Instant> modified)
            throws StoreException;

    /**
     * Makes a folder; one that is there already is fine.
     *
     * @throws StoreException {@link Failure.NameProblem} if the disk cannot tell its name from another that is taken
     */
    LocalState makeFolder(RelativePath folder) throws StoreException;

    /** Makes a folder and those it is in, where they are missing. */
    default void makeFolders(RelativePath folder) throws StoreException {
        if (!folder.isRoot()) {
            makeFolders(folder.folder());
            makeFolder(folder);
        }
    }

    /** Renames, never over anything. */
    void move(RelativePath from, RelativePath to) throws StoreException;

    /**
     * What a program saved into a file after it was replaced or removed here, through a handle that it had kept open. It is
     * in the version store, where nobody would look for it.
     *
     * @param path of the file
     */
    record LateSave(RelativePath path, String token) {}

    /** All that were saved since, as far as they have no name yet. */
    List<LateSave> lateSaves() throws StoreException;

    /**
     * Gives it a name in the folder.
     *
     * @throws StoreException {@link Failure.ChangedMeanwhile} if that is taken: it stays where it is
     */
    void bringBack(LateSave save, RelativePath name) throws StoreException;

    /** Moves a file to the version store, if it is still what was expected. */
    void trash(RelativePath file, LocalState expected) throws StoreException;

    /**
     * Takes a folder away once everything known in it is gone.
     *
     * @param junk tells of a file what nobody would miss: it goes to the version store with the folder
     * @throws StoreException {@link Failure.ChangedMeanwhile} if something else is still there
     */
    void removeFolder(RelativePath folder, BiPredicate<RelativePath, LocalState> junk) throws StoreException;

    /**
     * Makes these entries durable, whoever wrote them: of a folder the names in it, of a file its content. After this, no
     * power cut undoes what was placed, moved, trashed or saved there. What is not there any more is fine.
     */
    void sync(Collection<RelativePath> entries) throws StoreException;

    /**
     * Makes sure that this is still the folder that is synced: a disk that is pulled out while it is looked at leaves an
     * empty folder behind, in which everything seems to be deleted.
     *
     * @throws StoreException {@link Failure.LocalRootReplaced} if it is not, or cannot be told
     */
    void requireRoot() throws StoreException;

    /**
     * What a journal last noted in this folder, to know it again.
     *
     * @param journal what no other journal is called
     */
    Optional<String> generation(String journal) throws StoreException;

    /** Notes that, durably. */
    void noteGeneration(String journal, String token) throws StoreException;

    /** How this disk treats names. */
    DiskTraits traits() throws StoreException;
}
