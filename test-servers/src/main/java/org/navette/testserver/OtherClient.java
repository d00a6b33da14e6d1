// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import com.github.sardine.DavResource;
import com.github.sardine.impl.SardineImpl;
import com.github.sardine.impl.handler.MultiStatusResponseHandler;
import com.github.sardine.impl.methods.HttpPropFind;
import com.github.sardine.model.Activelock;
import com.github.sardine.model.Lockdiscovery;
import com.github.sardine.model.Owner;
import com.google.common.escape.Escaper;
import com.google.common.net.UrlEscapers;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.http.HttpHeaders;
import org.apache.http.impl.NoConnectionReuseStrategy;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.message.BasicHeader;

/**
 * Another program at a share: Sardine's WebDAV client over HttpClient 4, which has no line of Navette's in it
 * (docs/decisions/0004). It logs in as {@link DavServer#USER}.
 *
 * <p>Paths are below the share, with names as people write them and a slash between two. A refusal is a {@link
 * com.github.sardine.impl.SardineException}, which has the status.
 */
public final class OtherClient implements AutoCloseable {
    /** What a probe that was stopped while it held a lock leaves until that lock has run out. */
    private static final String PROBE = "~navette-probe-";

    private static final Escaper SEGMENT = UrlEscapers.urlPathSegmentEscaper();

    private final URI share;
    private final Locksmith sardine;

    /** @param share the address of a collection, with a slash at its end; plain http */
    public OtherClient(URI share) {
        this.share = share;
        // A connection for each request: nginx takes the body of a PUT that it refused for the next request.
        this.sardine = new Locksmith(HttpClientBuilder.create()
                .setConnectionReuseStrategy(NoConnectionReuseStrategy.INSTANCE)
                .setDefaultHeaders(List.of(login())));
    }

    /** Sardine would write the password in ASCII. */
    private static BasicHeader login() {
        byte[] login = (DavServer.USER + ":" + DavServer.PASSWORD).getBytes(StandardCharsets.UTF_8);
        return new BasicHeader(
                HttpHeaders.AUTHORIZATION, "Basic " + Base64.getEncoder().encodeToString(login));
    }

    private String address(String path) {
        return share + Arrays.stream(path.split("/")).map(SEGMENT::escape).collect(Collectors.joining("/"));
    }

    /** The content of a file, as UTF-8. */
    public String read(String path) throws IOException {
        return new String(bytes(address(path)), StandardCharsets.UTF_8);
    }

    private byte[] bytes(String address) throws IOException {
        try (InputStream content = sardine.get(address)) {
            return content.readAllBytes();
        }
    }

    /** Writes a file, whatever is there. */
    public void write(String path, String content) throws IOException {
        sardine.put(address(path), content.getBytes(StandardCharsets.UTF_8));
    }

    public void makeFolder(String path) throws IOException {
        sardine.createDirectory(address(path) + "/");
    }

    /** Moves a file to a name that is free. */
    public void move(String from, String to) throws IOException {
        sardine.move(address(from), address(to), false);
    }

    /** Moves a folder, with what is in it, to a name that is free. */
    public void moveFolder(String from, String to) throws IOException {
        sardine.move(address(from) + "/", address(to) + "/", false);
    }

    public void delete(String path) throws IOException {
        sardine.delete(address(path));
    }

    /** Locks a file for this program alone. @return the lock's token */
    public String lock(String path) throws IOException {
        return sardine.lock(address(path));
    }

    public void unlock(String path, String token) throws IOException {
        sardine.unlock(address(path), token);
    }

    /** Who holds a lock on a file, in the words of who took it. */
    public Optional<String> holder(String path) throws IOException {
        return sardine.holder(address(path));
    }

    /** Every file with its content, a character a byte, and every folder with a slash at its end. */
    public SortedMap<String, String> tree() throws IOException {
        SortedMap<String, String> tree = new TreeMap<>();
        addTo(tree, "", share);
        return tree;
    }

    private void addTo(SortedMap<String, String> tree, String prefix, URI collection) throws IOException {
        for (DavResource resource : sardine.list(collection.toString(), 1)) {
            URI address = share.resolve(resource.getHref());
            String name = resource.getName();
            if (isSame(address, collection) || (prefix.isEmpty() && name.startsWith(PROBE))) {
                continue;
            }
            if (resource.isDirectory()) {
                tree.put(prefix + name + "/", "");
                addTo(tree, prefix + name + "/", address);
            } else {
                tree.put(prefix + name, new String(bytes(address.toString()), StandardCharsets.ISO_8859_1));
            }
        }
    }

    /** Some servers leave out the slash at a collection's end, some escape other characters than its client did. */
    private static boolean isSame(URI one, URI other) {
        return (one.getPath() + "/").replace("//", "/").equals((other.getPath() + "/").replace("//", "/"));
    }

    @Override
    public void close() throws IOException {
        sardine.shutdown();
    }

    /** Sardine reads who holds a lock, but has no method that tells. */
    private static final class Locksmith extends SardineImpl {
        Locksmith(HttpClientBuilder builder) {
            super(builder);
        }

        Optional<String> holder(String address) throws IOException {
            HttpPropFind request = new HttpPropFind(address);
            request.setDepth("0");
            return execute(request, new MultiStatusResponseHandler()).getResponse().stream()
                    .flatMap(response -> response.getPropstat().stream())
                    .map(properties -> properties.getProp().getLockdiscovery())
                    .filter(Objects::nonNull)
                    .map(Lockdiscovery::getActivelock)
                    .flatMap(List::stream)
                    .map(Activelock::getOwner)
                    .filter(Objects::nonNull)
                    .map(Locksmith::words)
                    .findFirst();
        }

        private static String words(Owner owner) {
            return owner.getContent().stream().map(Object::toString).collect(Collectors.joining());
        }
    }
}
