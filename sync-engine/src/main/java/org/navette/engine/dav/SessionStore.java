// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;

/**
 * The share during one pass of a session. Before anything else is asked or done in the pass, the root is seen to be that of the same
 * server and share: in its listing, with which passes begin, or by a look of its own if something else comes first. If it is not, nothing is
 * done, and the share has to be opened anew ({@link #isRefuted}).
 */
public final class SessionStore implements RemoteStore, AutoCloseable {
    private final DavClient client;
    private boolean confirmed;
    private volatile boolean refuted;

    private SessionStore(DavClient client, boolean confirmed) {
        this.client = client;
        this.confirmed = confirmed;
    }

    /** Its root was looked at a moment ago. */
    static SessionStore opened(DavClient client) {
        return new SessionStore(client, true);
    }

    /** Its root was looked at in an earlier pass. */
    static SessionStore goingOn(DavClient client) {
        return new SessionStore(client, false);
    }

    /** Whether the root is not what it was, so that this pass has done nothing, and is to be made in a share that is opened anew. */
    public boolean isRefuted() {
        return refuted;
    }

    /** Breaks off whatever is under way. For any thread. */
    @Override
    public void close() {
        client.close();
    }

    private interface Look<T> {
        T at() throws StoreException;
    }

    private synchronized DavClient confirmed() throws StoreException {
        if (!confirmed) {
            About before = client.about();
            confirm(before, looking(() -> {
                client.lookAtRoot();
                return client.about();
            }));
        }
        return client;
    }

    /** Absent if the root was confirmed before. */
    private synchronized Optional<Listing> firstOfRoot() throws StoreException {
        if (confirmed) {
            return Optional.empty();
        }
        Listings.Root root = looking(client::listRoot);
        confirm(client.about(), root.about());
        return Optional.of(root.listing());
    }

    private <T> T looking(Look<T> look) throws StoreException {
        if (refuted) {
            throw another();
        }
        try {
            return look.at();
        } catch (StoreException e) {
            refuted = !DavSession.isFinal(e.failure());
            throw e;
        }
    }

    private void confirm(About before, About now) throws StoreException {
        confirmed = now.equals(before);
        if (!confirmed) {
            refuted = true;
            throw another();
        }
    }

    /** Nobody is told: the pass is made anew. */
    private StoreException another() {
        return new StoreException(new Failure.NotWebDav(client.address().toString()));
    }

    @Override
    public Optional<Instant> serverTime() {
        return client.serverTime();
    }

    @Override
    public About about() {
        return client.about();
    }

    @Override
    public Listing list(RelativePath collection) throws StoreException {
        if (collection.isRoot()) {
            Optional<Listing> first = firstOfRoot();
            if (first.isPresent()) {
                return first.get();
            }
        }
        return confirmed().list(collection);
    }

    @Override
    public Map<RelativePath, Listing> listDeep(RelativePath collection) throws StoreException {
        return confirmed().listDeep(collection);
    }

    @Override
    public Optional<RemoteState> look(RelativePath path) throws StoreException {
        return confirmed().look(path);
    }

    @Override
    public void get(RelativePath file, Optional<Rest> rest, Sink sink) throws IOException {
        confirmed().get(file, rest, sink);
    }

    @Override
    public Optional<byte[]> sample(RelativePath file, long offset, int length) throws StoreException {
        return confirmed().sample(file, offset, length);
    }

    @Override
    public Receipt put(RelativePath file, Body body, Condition condition) throws StoreException {
        return confirmed().put(file, body, condition);
    }

    @Override
    public void makeCollection(RelativePath collection) throws StoreException {
        confirmed().makeCollection(collection);
    }

    @Override
    public void move(RelativePath from, RelativePath to, Kind kind, boolean overwrite, Condition condition)
            throws StoreException {
        confirmed().move(from, to, kind, overwrite, condition);
    }

    @Override
    public void delete(RelativePath path, Kind kind, Condition condition) throws StoreException {
        confirmed().delete(path, kind, condition);
    }

    @Override
    public Lock lock(RelativePath file) throws StoreException {
        return confirmed().lock(file);
    }

    @Override
    public void unlock(Lock lock) throws StoreException {
        confirmed().unlock(lock);
    }

    @Override
    public void putPiece(RelativePath file, Piece piece, Body body) throws StoreException {
        confirmed().putPiece(file, piece, body);
    }

    @Override
    public void beginChunks(Chunked upload) throws StoreException {
        confirmed().beginChunks(upload);
    }

    @Override
    public void putChunk(Chunked upload, int number, Body body) throws StoreException {
        confirmed().putChunk(upload, number, body);
    }

    @Override
    public Receipt joinChunks(Chunked upload, Body whole, Condition condition) throws StoreException {
        return confirmed().joinChunks(upload, whole, condition);
    }

    @Override
    public void dropChunks(Chunked upload) throws StoreException {
        confirmed().dropChunks(upload);
    }

    @Override
    public Optional<Long> spaceLeft() throws StoreException {
        return confirmed().spaceLeft();
    }

    @Override
    public void setProperty(RelativePath path, String value) throws StoreException {
        confirmed().setProperty(path, value);
    }

    @Override
    public Optional<String> property(RelativePath path) throws StoreException {
        return confirmed().property(path);
    }
}
