// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import com.github.sardine.model.Prop;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HeaderElements;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;

/** A share over HTTP. */
public final class DavClient implements RemoteStore, AutoCloseable {
    /** From this size on the server is asked before the body is sent (RFC 9110 §10.1.1). */
    private static final long ASK_FIRST = 1024 * 1024;

    private static final Duration FOR_ONE_WRITE = Duration.ofSeconds(60);

    private static final int FAILED_DEPENDENCY = 424;

    /** sabre/dav's type for PATCH (its documentation of partial updates). */
    private static final ContentType PARTIAL_UPDATE = ContentType.create("application/x-sabredav-partialupdate");

    /** The most connections at a time; who uses them decides how many are best. */
    public static final int CONNECTIONS = 16;

    private final ShareAddress address;
    private final DavHttpClient line;
    private final HttpFailures failures;
    private final ChunkedUploads chunks;
    private final Locks locks;
    private final Listings listings;
    private final Moves moves;
    private About about = About.NOTHING;

    DavClient(Account account) throws StoreException {
        this(account.address(), new DavHttpClient(account));
    }

    /** @param line closed with this */
    DavClient(ShareAddress address, DavHttpClient line) {
        this.address = address;
        this.line = line;
        this.failures = line.failures();
        this.chunks = new ChunkedUploads(address, line);
        this.locks = new Locks(address, line);
        this.listings = new Listings(address, line);
        this.moves = new Moves(address, line);
    }

    /** Opens a share and looks at its root once. @throws StoreException if there is no share that can be listed */
    public static DavClient open(Account account) throws StoreException {
        return ShareOpener.open(account, DavClient::new);
    }

    public ShareAddress address() {
        return address;
    }

    @Override
    public About about() {
        return about;
    }

    /** The WebDAV classes it claims, and extensions (RFC 4918 §10.1); empty if it claims none. */
    public String classes() throws StoreException {
        return line.ask(
                () -> request("OPTIONS", RelativePath.ROOT, Kind.FOLDER),
                response -> HttpFailures.headers(response, "DAV"));
    }

    /** Takes for granted what the server said of itself at an earlier look. */
    void believe(About earlier) {
        about = earlier;
    }

    /** Looks at the root, and at what the answer says of the server. */
    void lookAtRoot() throws StoreException {
        about = listings.root();
    }

    /** Lists the root, and asks for its identity, also where there was none before. */
    Listings.Root listRoot() throws StoreException {
        return listings.listRoot(about.isOwncloudFamily() ? DavXml.PROPFIND_EXTRAS : DavXml.PROPFIND_IDENTITY);
    }

    @Override
    public Listing list(RelativePath collection) throws StoreException {
        return listings.list(collection, properties());
    }

    @Override
    public Map<RelativePath, Listing> listDeep(RelativePath collection) throws StoreException {
        return listings.listDeep(collection, properties());
    }

    @Override
    public Optional<Instant> serverTime() {
        return line.serverTime();
    }

    @Override
    public Optional<RemoteState> look(RelativePath path) throws StoreException {
        return listings.look(path, properties());
    }

    private byte[] properties() {
        return about.isOwncloudFamily() ? DavXml.PROPFIND_EXTRAS : DavXml.PROPFIND;
    }

    @Override
    public void get(RelativePath file, Optional<Rest> rest, Sink sink) throws IOException {
        Supplier<HttpUriRequestBase> get = () -> {
            HttpUriRequestBase request = request("GET", file, Kind.FILE);
            // Without this header a server may pack what it sends as it likes (RFC 9110 §12.5.3).
            request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
            rest.ifPresent(wanted -> {
                request.setHeader(HttpHeaders.RANGE, "bytes=" + wanted.offset() + "-");
                request.setHeader(HttpHeaders.IF_RANGE, wanted.version().strong());
            });
            return request;
        };
        HttpClientResponseHandler<Boolean> read = response -> {
            boolean partial = rest.isPresent() && response.getCode() == 206;
            if (!partial && response.getCode() == 206) {
                throw new StoreException(new Failure.BadAnswer("a part of a file where all of it was asked for"));
            }
            if (!partial) {
                failures.requireSuccess(response, 200);
            }
            Described described =
                    partial ? Ranges.described(response, rest.get()) : described(response, bodyLength(response), 0);
            // Not closed here: closing reads to the end, which a broken answer may not have.
            InputStream body = response.getEntity() == null
                    ? InputStream.nullInputStream()
                    : response.getEntity().getContent();
            sink.accept(described, line.throttle().receiving(body));
            return true;
        };
        // Not repeated here: whoever takes the body in has what came so far, and can ask for the rest.
        line.execute(get, read);
    }

    @Override
    public Optional<byte[]> sample(RelativePath file, long offset, int length) throws StoreException {
        return new RangeReader(line, failures).read(() -> request("GET", file, Kind.FILE), offset, length);
    }

    private static long bodyLength(ClassicHttpResponse response) {
        return response.getEntity() == null ? 0 : response.getEntity().getContentLength();
    }

    /** What the headers of an answer say of a file of that many bytes. */
    static Described described(ClassicHttpResponse response, long size, long offset) {
        RemoteState plain = RemoteState.file(
                size,
                etag(response),
                HttpFailures.header(response, "Last-Modified").flatMap(Properties::date));
        RemoteState.Extras extras = new RemoteState.Extras(
                HttpFailures.header(response, "OC-FileId"),
                HttpFailures.header(response, "OC-Checksum").flatMap(Properties::sha256),
                Optional.empty());
        return new Described(
                new RemoteState(Kind.FILE, size, plain.etag(), plain.modified(), extras), date(response), offset);
    }

    @Override
    public Receipt put(RelativePath file, Body body, Condition condition) throws StoreException {
        return line.execute(
                () -> {
                    HttpUriRequestBase request = request("PUT", file, Kind.FILE);
                    Labels.apply(body.label(), request);
                    Conditions.apply(condition, request, "");
                    return sending(request, body, ContentType.APPLICATION_OCTET_STREAM);
                },
                response -> {
                    failures.requireSuccess(response, 200, 201, 204);
                    return receipt(response);
                });
    }

    private HttpUriRequestBase sending(HttpUriRequestBase request, Body body, ContentType type) {
        request.setEntity(new BodyEntity(body, line.throttle(), type));
        if (body.size() >= ASK_FIRST) {
            request.setHeader(HttpHeaders.EXPECT, HeaderElements.CONTINUE);
        }
        return request;
    }

    static Receipt receipt(ClassicHttpResponse response) {
        return new Receipt(etag(response), date(response));
    }

    @Override
    public void putPiece(RelativePath file, Piece piece, Body body) throws StoreException {
        long last = piece.offset() + body.size() - 1;
        line.execute(
                () -> {
                    HttpUriRequestBase request = request(piece.byPatch() ? "PATCH" : "PUT", file, Kind.FILE);
                    if (piece.byPatch()) {
                        request.setHeader("X-Update-Range", "bytes=" + piece.offset() + "-" + last);
                        return sending(request, body, PARTIAL_UPDATE);
                    }
                    request.setHeader(
                            HttpHeaders.CONTENT_RANGE, "bytes " + piece.offset() + "-" + last + "/" + piece.total());
                    return sending(request, body, ContentType.APPLICATION_OCTET_STREAM);
                },
                response -> failures.requireSuccess(response, 200, 201, 204));
    }

    @Override
    public void makeCollection(RelativePath collection) throws StoreException {
        boolean made = line.execute(
                () -> request("MKCOL", collection, Kind.FOLDER),
                response -> response.getCode() != 405 && failures.requireSuccess(response, 200, 201, 204));
        if (!made) {
            // Something is there (RFC 4918 §9.3.1), or this share takes no writes at all.
            throw new StoreException(
                    look(collection).isPresent() ? new Failure.ChangedMeanwhile() : new Failure.Forbidden());
        }
    }

    @Override
    public void move(RelativePath from, RelativePath to, Kind kind, boolean overwrite, Condition condition)
            throws StoreException {
        moves.move(from, to, kind, overwrite, condition);
    }

    @Override
    public void delete(RelativePath path, Kind kind, Condition condition) throws StoreException {
        // Untagged, Apache holds a version, or a lock, against the parent collection too, and answers 424, having done
        // nothing;
        // tagged, nginx does not know a lock again on a name with escapes in it, and answers 423 (all observed).
        boolean untagged = condition instanceof Condition.Holding;
        try {
            delete(path, kind, condition, untagged);
        } catch (StoreException e) {
            if (!untagged || !e.failure().equals(new Failure.Refused(FAILED_DEPENDENCY))) {
                throw e;
            }
            delete(path, kind, condition, false);
        }
    }

    private void delete(RelativePath path, Kind kind, Condition condition, boolean untagged) throws StoreException {
        line.execute(
                () -> {
                    HttpUriRequestBase request = request("DELETE", path, kind);
                    Conditions.apply(condition, request, untagged ? "" : "<" + address.url(path, kind) + "> ");
                    return request;
                },
                response -> failures.requireSuccess(response, 200, 202, 204, 404, 410));
    }

    @Override
    public Lock lock(RelativePath file) throws StoreException {
        return locks.take(file, FOR_ONE_WRITE, "").lock();
    }

    @Override
    public void unlock(Lock lock) throws StoreException {
        locks.release(lock);
    }

    /** @param made whether there was nothing, and the server made an empty file to be locked (RFC 4918 §7.3) */
    public record TakenLock(Lock lock, boolean made) {}

    /**
     * Locks a document that somebody works on.
     *
     * @param owner what others are told
     * @throws StoreException {@link Failure.Locked} if there is a lock already
     */
    public TakenLock lock(RelativePath file, Duration time, String owner) throws StoreException {
        return locks.take(file, time, owner);
    }

    /** Lets a lock go on; false if it is over, or somebody broke it. */
    public boolean refresh(Lock lock, Duration time) throws StoreException {
        return locks.refresh(lock, time);
    }

    /** Who holds a lock, in that client's words; empty if it has none, absent if there is no lock. */
    public Optional<String> lockOwner(RelativePath file) throws StoreException {
        return listings.properties(file, DavXml.PROPFIND_LOCKS).flatMap(Locks::holder);
    }

    @Override
    public void beginChunks(Chunked upload) throws StoreException {
        chunks.begin(upload);
    }

    @Override
    public void putChunk(Chunked upload, int number, Body body) throws StoreException {
        chunks.put(upload, number, body);
    }

    @Override
    public Receipt joinChunks(Chunked upload, Body whole, Condition condition) throws StoreException {
        return chunks.join(upload, whole, condition);
    }

    @Override
    public void dropChunks(Chunked upload) throws StoreException {
        chunks.drop(upload);
    }

    @Override
    public Optional<Long> spaceLeft() throws StoreException {
        return space().left();
    }

    /**
     * How much room an account has, in bytes; absent where the server does not say (RFC 4331).
     *
     * @param left absent where it sets no limit, too
     */
    public record Space(Optional<Long> used, Optional<Long> left) {}

    public Space space() throws StoreException {
        Optional<Prop> prop = listings.properties(RelativePath.ROOT, DavXml.PROPFIND_QUOTA);
        return new Space(prop.flatMap(Properties::spaceUsed), prop.flatMap(Properties::spaceLeft));
    }

    /** What the server showed to prove who it is; absent on an unencrypted line. */
    public Optional<Certificate> certificate() {
        return line.certificate();
    }

    @Override
    public void setProperty(RelativePath path, String value) throws StoreException {
        line.execute(
                () -> {
                    HttpUriRequestBase request = request("PROPPATCH", path, Kind.FILE);
                    request.setEntity(new ByteArrayEntity(DavXml.propertyUpdate(value), ContentType.APPLICATION_XML));
                    return request;
                },
                // What became of each property is in the body; whether it was kept is seen by asking for it.
                response -> failures.requireSuccess(response, 200, 204, 207));
    }

    @Override
    public Optional<String> property(RelativePath path) throws StoreException {
        return listings.properties(path, DavXml.PROPFIND_OWN)
                .flatMap(prop -> Properties.own(prop, DavXml.NAVETTE, DavXml.OWN_PROPERTY));
    }

    private HttpUriRequestBase request(String method, RelativePath path, Kind kind) {
        return new HttpUriRequestBase(method, address.url(path, kind));
    }

    private static Optional<ETag> etag(ClassicHttpResponse response) {
        return HttpFailures.header(response, "ETag").flatMap(ETag::parse);
    }

    private static Optional<Instant> date(ClassicHttpResponse response) {
        return HttpFailures.header(response, "Date").flatMap(Properties::date);
    }

    /** Breaks off whatever is under way. */
    @Override
    public void close() {
        line.close();
    }
}
