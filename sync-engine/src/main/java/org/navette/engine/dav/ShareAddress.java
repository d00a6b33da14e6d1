// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import com.google.common.net.PercentEscaper;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;

/**
 * Where the share is, and the only translator between paths and the URLs and hrefs that stand for them. An href is only
 * ever read for names: whatever it says, requests go to this address and nowhere else.
 */
public final class ShareAddress {
    private static final PercentEscaper ESCAPER = new PercentEscaper("-._~", false);

    private final URI base;
    private final List<String> prefix;

    /** @throws IllegalArgumentException if this is no http or https address with a host */
    public ShareAddress(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https"))
                || url.getHost() == null
                || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("not the address of a share: " + url.getHost());
        }
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        this.base = URI.create(scheme + "://" + url.getRawAuthority() + (path.endsWith("/") ? path : path + "/"));
        this.prefix = segments(base.getRawPath()).orElseThrow(() -> new IllegalArgumentException("not UTF-8: " + url));
    }

    /** Always ends with a slash. */
    public URI base() {
        return base;
    }

    public String host() {
        return base.getHost();
    }

    public boolean isEncrypted() {
        return base.getScheme().equals("https");
    }

    /** Collections are always addressed with a slash: nginx and Apache insist (observed). */
    public URI url(RelativePath path, Kind kind) {
        if (path.isRoot()) {
            return base;
        }
        StringBuilder url = new StringBuilder(base.toString());
        for (String name : path.value().split("/")) {
            url.append(ESCAPER.escape(name)).append('/');
        }
        if (kind == Kind.FILE) {
            url.setLength(url.length() - 1);
        }
        return URI.create(url.toString());
    }

    /** Whether a URL is on this very server, encrypted no worse than this one. */
    boolean sameServer(URI other) {
        boolean upgraded = !isEncrypted() && "https".equalsIgnoreCase(other.getScheme());
        return host().equalsIgnoreCase(other.getHost())
                && (upgraded
                        || (base.getScheme().equalsIgnoreCase(other.getScheme()) && base.getPort() == other.getPort()));
    }

    /**
     * The names an href stands for, counted from the root of the share.
     *
     * @return absent if it is not on this server or not below this share; the names need not be valid ones
     */
    Optional<List<String>> names(String href, RelativePath askedFor) {
        String path = href.strip();
        int authority = path.indexOf("://");
        if (authority >= 0 && path.indexOf('/') > authority) {
            int slash = path.indexOf('/', authority + 3);
            String host = path.substring(authority + 3, slash < 0 ? path.length() : slash);
            if (!hostOf(host).equalsIgnoreCase(host())) {
                return Optional.empty();
            }
            path = slash < 0 ? "/" : path.substring(slash);
        } else if (path.startsWith("//")) {
            return Optional.empty();
        } else if (!path.startsWith("/")) {
            path = url(askedFor, Kind.FOLDER).getRawPath() + path;
        }
        return segments(path)
                .filter(all -> all.size() >= prefix.size()
                        && all.subList(0, prefix.size()).equals(prefix))
                .map(all -> all.subList(prefix.size(), all.size()));
    }

    private static String hostOf(String authority) {
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    /** Absent if an escape is broken or is not UTF-8. */
    private static Optional<List<String>> segments(String rawPath) {
        List<String> names = new ArrayList<>();
        for (String raw : rawPath.split("/")) {
            if (!raw.isEmpty()) {
                Optional<String> name = decode(raw);
                if (name.isEmpty()) {
                    return Optional.empty();
                }
                names.add(name.get());
            }
        }
        return Optional.of(List.copyOf(names));
    }

    private static Optional<String> decode(String raw) {
        if (raw.indexOf('%') < 0) {
            return Optional.of(raw);
        }
        byte[] in = raw.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '%') {
                out.put(in[i]);
                continue;
            }
            int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            out.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
