// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import com.github.sardine.model.Prop;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore.About;
import org.navette.engine.port.RemoteStore.Listing;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;

/** PROPFIND: what is in a collection, what is under a name, and single properties (RFC 4918 §9.1). */
final class Listings {
    private final ShareAddress address;
    private final DavHttpClient line;
    private final HttpFailures failures;

    Listings(ShareAddress address, DavHttpClient line) {
        this.address = address;
        this.line = line;
        this.failures = line.failures();
    }

    /**
     * What the answer about the root says of the server.
     *
     * @throws StoreException {@link Failure.Missing} if the root is no collection
     */
    About root() throws StoreException {
        return line.ask(propfind(RelativePath.ROOT, Kind.FOLDER, "0", DavXml.PROPFIND_EXTRAS), response -> {
            ListingReader reader = new ListingReader(address, RelativePath.ROOT, false);
            reader.read(multistatus(response));
            return about(response, reader);
        });
    }

    private static About about(ClassicHttpResponse response, ListingReader reader) throws StoreException {
        RemoteState root = reader.self()
                .filter(state -> !state.isFile())
                .orElseThrow(() -> new StoreException(new Failure.Missing()));
        return new About(
                HttpFailures.header(response, "Server").orElse(""),
                HttpFailures.header(response, "DAV").orElse(""),
                root.fileId().orElse(""));
    }

    /** The children of the root, and what the server says of itself in the same answer. */
    record Root(Listing listing, About about) {}

    /**
     * What is in the root, with what the answer says of the server.
     *
     * @param asked the properties, as the body of a PROPFIND
     * @throws StoreException {@link Failure.Missing} if the root is no collection
     */
    Root listRoot(byte[] asked) throws StoreException {
        return line.ask(propfind(RelativePath.ROOT, Kind.FOLDER, "1", asked), response -> {
            ListingReader reader = new ListingReader(address, RelativePath.ROOT, false);
            reader.read(multistatus(response));
            About now = about(response, reader);
            Listing listing = reader.listings().get(RelativePath.ROOT);
            if (listing == null) {
                throw new StoreException(new Failure.Missing());
            }
            return new Root(listing, now);
        });
    }

    /**
     * What is in a collection.
     *
     * @param asked the properties, as the body of a PROPFIND
     */
    Listing list(RelativePath collection, byte[] asked) throws StoreException {
        Listing listing = listings(collection, "1", asked).get(collection);
        if (listing == null) {
            throw new StoreException(new Failure.BadAnswer("a listing that does not name the folder itself"));
        }
        return listing;
    }

    /** The same of a collection and all that are in it, in one request. */
    Map<RelativePath, Listing> listDeep(RelativePath collection, byte[] asked) throws StoreException {
        return listings(collection, "infinity", asked);
    }

    private Map<RelativePath, Listing> listings(RelativePath collection, String depth, byte[] asked)
            throws StoreException {
        return line.ask(propfind(collection, Kind.FOLDER, depth, asked), response -> {
            ListingReader reader = new ListingReader(address, collection, depth.equals("infinity"));
            reader.read(multistatus(response));
            return reader.listings();
        });
    }

    /** What has a name; absent if nothing does. */
    Optional<RemoteState> look(RelativePath path, byte[] asked) throws StoreException {
        // Asked as a file: servers answer for a collection too, or redirect to its slash.
        Kind kind = path.isRoot() ? Kind.FOLDER : Kind.FILE;
        try {
            return look(path, kind, asked);
        } catch (StoreException e) {
            if (kind == Kind.FILE && e.failure() instanceof Failure.RedirectedElsewhere) {
                return look(path, Kind.FOLDER, asked);
            }
            throw e;
        }
    }

    private Optional<RemoteState> look(RelativePath path, Kind kind, byte[] asked) throws StoreException {
        try {
            return line.ask(propfind(path, kind, "0", asked), response -> {
                ListingReader reader = new ListingReader(address, path, false);
                reader.read(multistatus(response));
                return reader.self();
            });
        } catch (StoreException e) {
            if (e.failure() instanceof Failure.Missing && !path.isRoot()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** What is told of one entry; absent if nothing is. */
    Optional<Prop> properties(RelativePath path, byte[] asked) throws StoreException {
        Kind kind = path.isRoot() ? Kind.FOLDER : Kind.FILE;
        return line.ask(propfind(path, kind, "0", asked), response -> {
            AtomicReference<Optional<Prop>> found = new AtomicReference<>(Optional.empty());
            Multistatus.read(multistatus(response), entry -> found.set(entry.prop()));
            return found.get();
        });
    }

    private Supplier<HttpUriRequestBase> propfind(RelativePath path, Kind kind, String depth, byte[] properties) {
        return () -> {
            HttpUriRequestBase request = new HttpUriRequestBase("PROPFIND", address.url(path, kind));
            request.setHeader("Depth", depth);
            request.setHeader(HttpHeaders.ACCEPT_ENCODING, "gzip");
            request.setEntity(new ByteArrayEntity(properties, ContentType.APPLICATION_XML));
            return request;
        };
    }

    private InputStream multistatus(ClassicHttpResponse response) throws IOException {
        if (response.getCode() != 207) {
            throw response.getCode() < 300
                    ? new StoreException(new Failure.NotWebDav(address.toString()))
                    : failures.refused(response);
        }
        if (response.getEntity() == null) {
            throw new StoreException(new Failure.BadAnswer("an empty listing"));
        }
        InputStream content = response.getEntity().getContent();
        boolean packed = "gzip".equalsIgnoreCase(response.getEntity().getContentEncoding());
        return packed ? UnpackedInput.of(content) : content;
    }
}
