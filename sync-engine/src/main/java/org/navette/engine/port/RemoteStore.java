// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Sha256;

/**
 * The share, one method a request: what a WebDAV server is asked, without any judgement about what it can be trusted
 * with (that is the {@link ServerProfile}'s). All methods throw {@link StoreException} and may be called from several
 * threads.
 */
public interface RemoteStore {
    /**
     * The children of a collection.
     *
     * @param children by name
     * @param problems entries the server lists that cannot exist here; nothing may be concluded about them
     * @param unnamed of those, what was said of them, by where they are: a file that is gone elsewhere may be one of them
     */
    record Listing(Map<String, RemoteState> children, List<Problem> problems, Map<String, RemoteState> unnamed) {
        public Listing(Map<String, RemoteState> children, List<Problem> problems) {
            this(children, problems, Map.of());
        }
    }

    /** The precondition of a write. Whether the server honours it is another question. */
    sealed interface Condition {
        record None() implements Condition {}

        /** {@code If-None-Match: *}: only if nothing is there. */
        record Free() implements Condition {}

        /** {@code If-Match}: only this version. */
        record Match(ETag etag) implements Condition {}

        /** {@code If: (["etag"])}: only this version, in WebDAV's own words (RFC 4918 §10.4). */
        record DavIf(ETag etag) implements Condition {}

        /** {@code If: (<token>)}: as the holder of a lock. */
        record Holding(Lock lock) implements Condition {}
    }

    record Lock(RelativePath path, String token) {}

    /**
     * What a server says of itself without being asked anything else.
     *
     * @param software its {@code Server} header; empty if it hides that
     * @param classes its {@code DAV} header, as far as its answers have one
     * @param rootId the identity of the share's root ({@code oc:id}); empty on plain servers
     */
    record About(String software, String classes, String rootId) {
        public static final About NOTHING = new About("", "", "");

        /** Whether it speaks ownCloud's and Nextcloud's additions. */
        public boolean isOwncloudFamily() {
            return !rootId.isEmpty();
        }
    }

    /** The rest of a file, from an offset on, if it is still this version. */
    record Rest(long offset, ETag version) {}

    /**
     * What a server may note of a content beside it.
     *
     * @param modified the time a person last changed it
     */
    record Label(Optional<Instant> modified, Optional<Sha256> content) {
        public static final Label NONE = new Label(Optional.empty(), Optional.empty());
    }

    /** A piece of a file of {@code total} bytes, to be written at an offset. */
    record Piece(long offset, long total, boolean byPatch) {}

    /** What is sent: a known number of bytes that fails to end rather than ending with other bytes. */
    interface Body {
        long size();

        /** For servers that were seen to keep it; {@link Label#NONE} for others. */
        default Label label() {
            return Label.NONE;
        }

        /** @throws IOException if the content is not what was promised; then the request must be broken off */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * What the server said about a file it took.
     *
     * @param etag of the new version, where the answer has it
     * @param date the server's clock when it answered, whole seconds
     */
    record Receipt(Optional<ETag> etag, Optional<Instant> date) {}

    /**
     * What the headers of an answer say of the file it brings.
     *
     * @param state its size is that of the whole file, -1 where the answer has no length
     * @param date the server's clock when it answered, whole seconds
     * @param offset from where on the body is the file's content: 0 unless the rest was asked for and given
     */
    record Described(RemoteState state, Optional<Instant> date, long offset) {
        /** The coarsest grain of a server's clock, twice: within it, another change may not show in the time. */
        private static final Duration GRAIN = Duration.ofSeconds(2);

        /** Whether the file was last modified so long before the answer that any change since would show in its time. */
        public boolean isOld() {
            return state.modified().isPresent()
                    && date.isPresent()
                    && state.modified().get().isBefore(date.get().minus(GRAIN));
        }
    }

    @FunctionalInterface
    interface Sink {
        /** @param body the whole content: it throws rather than end early, as far as the protocol can tell */
        void accept(Described file, InputStream body) throws IOException;
    }

    /**
     * The server's time now: that of its last answer ({@code Date}, whole seconds), and what has gone by since. Absent before any
     * answer told it.
     */
    Optional<Instant> serverTime();

    /** What the server said of itself when the share was opened. */
    About about();

    /** PROPFIND, Depth: 1. @throws StoreException {@link Failure.Missing} if there is no such collection */
    Listing list(RelativePath collection) throws StoreException;

    /** PROPFIND, Depth: infinity: all collections at and below one, each with its children. */
    Map<RelativePath, Listing> listDeep(RelativePath collection) throws StoreException;

    /** PROPFIND, Depth: 0. */
    Optional<RemoteState> look(RelativePath path) throws StoreException;

    default void get(RelativePath file, Sink sink) throws IOException {
        get(file, Optional.empty(), sink);
    }

    /**
     * GET.
     *
     * @param rest what is asked for, with If-Range; the server may give the whole file all the same
     */
    void get(RelativePath file, Optional<Rest> rest, Sink sink) throws IOException;

    /**
     * GET of a few bytes of whatever is there now.
     *
     * @return absent if the server does not give a part of a file alone, or the file does not reach so far
     */
    Optional<byte[]> sample(RelativePath file, long offset, int length) throws StoreException;

    Receipt put(RelativePath file, Body body, Condition condition) throws StoreException;

    /** MKCOL. @throws StoreException {@link Failure.ChangedMeanwhile} if something is there already */
    void makeCollection(RelativePath collection) throws StoreException;

    /**
     * MOVE.
     *
     * @param kind of what is moved: collections are addressed with a slash
     * @param overwrite whether a target may be replaced; if not, {@link Failure.ChangedMeanwhile} says there is one
     * @param condition on the target, sent as a tagged list
     */
    void move(RelativePath from, RelativePath to, Kind kind, boolean overwrite, Condition condition)
            throws StoreException;

    /** DELETE; recursive for collections. What is gone already is fine. */
    void delete(RelativePath path, Kind kind, Condition condition) throws StoreException;

    /** LOCK, exclusive, Depth: 0, for a short time. */
    Lock lock(RelativePath file) throws StoreException;

    void unlock(Lock lock) throws StoreException;

    /**
     * Writes a piece into a file that is there, by PUT with {@code Content-Range} or by PATCH. On a server that was not
     * seen to do that, the piece may become the file.
     */
    void putPiece(RelativePath file, Piece piece, Body body) throws StoreException;

    /**
     * An upload in pieces.
     *
     * @param name the client's choice, unique for its account
     * @param file what it becomes
     * @param total the bytes of all pieces
     */
    record Chunked(String name, RelativePath file, long total) {}

    void beginChunks(Chunked upload) throws StoreException;

    /**
     * Sends a piece, of 5 MB at least but for the last one (Nextcloud's documentation).
     *
     * @param number from 1 to 10,000
     */
    void putChunk(Chunked upload, int number, Body body) throws StoreException;

    /**
     * Joins the pieces to the file.
     *
     * @param whole only its size and label are read
     * @param condition on what is there; {@link Condition.Free} for a name that must be free
     */
    Receipt joinChunks(Chunked upload, Body whole, Condition condition) throws StoreException;

    /** Drops what was sent; an upload that is gone is fine. */
    void dropChunks(Chunked upload) throws StoreException;

    /** The bytes that are left for this account; absent where the server does not say, or sets no limit (RFC 4331). */
    Optional<Long> spaceLeft() throws StoreException;

    /** Gives an entry a property of a client's own, or takes it away by an empty value (PROPPATCH). */
    void setProperty(RelativePath path, String value) throws StoreException;

    /** That property; absent where the server did not keep it. */
    Optional<String> property(RelativePath path) throws StoreException;
}
