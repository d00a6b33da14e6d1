// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.navette.testserver.FakeShare.Entry;

/** The WebDAV methods of {@link FakeDav}, on a person's files. */
final class FakeFiles {
    private final Set<FakeFeature> features;
    private final FakeShare share;
    private final FakeNames names;
    private final String root;
    private final FakeListing listing;

    /** @param root the path of the share in the server */
    FakeFiles(Set<FakeFeature> features, FakeShare share, FakeNames names, String root) {
        this.features = features;
        this.share = share;
        this.names = names;
        this.root = root;
        this.listing = new FakeListing(features, share, root);
    }

    void makeReadOnly(String path) {
        listing.makeReadOnly(path);
    }

    private boolean has(FakeFeature feature) {
        return features.contains(feature);
    }

    /** Without the slash that a collection's path may end with. */
    static String normal(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    FakeAnswer answer(HttpExchange exchange, String path, byte[] body) {
        Headers headers = exchange.getRequestHeaders();
        @Nullable Entry entry = share.get(path);
        String method = exchange.getRequestMethod();
        boolean writes = Set.of("PUT", "PATCH", "MKCOL", "MOVE", "DELETE").contains(method);
        if (writes && listing.isReadOnly(path)) {
            return FakeAnswer.of(403);
        }
        return switch (method) {
            case "OPTIONS" ->
                FakeAnswer.of(
                        200,
                        Map.of(
                                "DAV",
                                "1, 3, extended-mkcol" + (has(FakeFeature.PATCH) ? ", sabredav-partialupdate" : "")));
            case "PROPFIND" ->
                entry == null
                        ? FakeAnswer.of(404)
                        : new FakeAnswer(
                                207,
                                Map.of("Content-Type", "application/xml; charset=utf-8"),
                                listing.of(path, headers.getFirst("Depth")));
            case "GET" -> entry == null ? FakeAnswer.of(404) : get(entry, headers);
            case "PUT" -> put(path, entry, headers, body);
            case "PATCH" -> patch(path, entry, headers, body);
            case "MKCOL" -> {
                if (entry != null) {
                    yield FakeAnswer.of(405);
                }
                if (!share.hasParent(path)) {
                    yield FakeAnswer.of(409);
                }
                share.makeCollection(path);
                yield FakeAnswer.of(201);
            }
            case "MOVE" -> move(path, entry, headers);
            case "DELETE" -> {
                if (entry == null) {
                    yield FakeAnswer.of(404);
                }
                if (isRefused(path, headers)) {
                    yield FakeAnswer.of(412);
                }
                share.remove(path);
                yield FakeAnswer.of(204);
            }
            default -> FakeAnswer.of(405);
        };
    }

    /** If-None-Match, If-Match, and the If header with an ETag, untagged or tagged (RFC 4918 §10.4). */
    boolean isRefused(String path, Headers headers) {
        @Nullable Entry entry = share.get(path);
        if ("*".equals(headers.getFirst("If-None-Match")) && entry != null) {
            return true;
        }
        String match = headers.getFirst("If-Match");
        if (match != null && (entry == null || !match.equals(entry.etag()))) {
            return true;
        }
        String condition = headers.getFirst("If");
        return condition != null && (entry == null || !condition.contains("([" + entry.etag() + "])"));
    }

    private FakeAnswer get(Entry entry, Headers headers) {
        byte[] content = Optional.ofNullable(entry.content).orElse(new byte[0]);
        Map<String, String> described =
                new TreeMap<>(Map.of("ETag", entry.etag(), "Last-Modified", FakeListing.date(entry)));
        if (has(FakeFeature.CHECKSUMS) && !entry.checksum.isEmpty()) {
            described.put("OC-Checksum", entry.checksum);
        }
        String range = headers.getFirst("Range");
        String version = headers.getFirst("If-Range");
        if (range != null && version == null) {
            return part(content, range, described);
        }
        if (range != null && entry.etag().equals(version)) {
            int from = Integer.parseInt(range.replaceAll("^bytes=(\\d+)-$", "$1"));
            described.put("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            return new FakeAnswer(206, described, Arrays.copyOfRange(content, from, content.length));
        }
        return new FakeAnswer(200, described, content);
    }

    private static FakeAnswer part(byte[] content, String range, Map<String, String> described) {
        int from = Integer.parseInt(range.replaceAll("^bytes=(\\d+)-.*$", "$1"));
        int to = Integer.parseInt(range.replaceAll("^bytes=\\d+-(\\d+)$", "$1"));
        described.put("Content-Range", "bytes " + from + "-" + to + "/" + content.length);
        return new FakeAnswer(206, described, Arrays.copyOfRange(content, from, to + 1));
    }

    private FakeAnswer put(String path, @Nullable Entry entry, Headers headers, byte[] body) {
        if (isRefused(path, headers)) {
            return FakeAnswer.of(412);
        }
        if (!share.hasParent(path)) {
            return FakeAnswer.of(409);
        }
        if (headers.getFirst("Content-Range") != null) {
            return FakeAnswer.of(400);
        }
        return written(path, entry == null, headers, body);
    }

    /** Puts a content under a name, and tells what it is called from now on. */
    FakeAnswer written(String path, boolean created, Headers headers, byte[] body) {
        Entry now = share.put(path, body);
        Map<String, String> answer = new TreeMap<>(Map.of("ETag", now.etag()));
        String time = headers.getFirst("X-OC-MTime");
        if (has(FakeFeature.MTIME) && time != null) {
            now.modified = Long.parseLong(time);
            answer.put("X-OC-MTime", "accepted");
        }
        if (has(FakeFeature.CHECKSUMS)) {
            now.checksum = Optional.ofNullable(headers.getFirst("OC-Checksum")).orElse("");
        }
        if (has(FakeFeature.OWNCLOUD_PROPERTIES)) {
            answer.put("OC-FileId", FakeListing.id(now));
            answer.put("OC-ETag", now.etag());
        }
        return FakeAnswer.of(created ? 201 : 204, answer);
    }

    private FakeAnswer patch(String path, @Nullable Entry entry, Headers headers, byte[] body) {
        if (!has(FakeFeature.PATCH)) {
            return FakeAnswer.of(501);
        }
        String range = headers.getFirst("X-Update-Range");
        if (entry == null || entry.content == null || range == null) {
            return FakeAnswer.of(entry == null ? 404 : 400);
        }
        if (!"application/x-sabredav-partialupdate".equals(headers.getFirst("Content-Type"))) {
            return FakeAnswer.of(415);
        }
        int from = Integer.parseInt(range.replaceAll("^bytes=(\\d+)-\\d+$", "$1"));
        byte[] whole = Arrays.copyOf(entry.content, Math.max(entry.content.length, from + body.length));
        System.arraycopy(body, 0, whole, from, body.length);
        return FakeAnswer.of(204, Map.of("ETag", share.put(path, whole).etag()));
    }

    private FakeAnswer move(String path, @Nullable Entry entry, Headers headers) {
        String target = target(headers);
        if (entry == null) {
            return FakeAnswer.of(404);
        }
        if (share.get(target) != null && "F".equals(headers.getFirst("Overwrite"))) {
            return FakeAnswer.of(412);
        }
        if (isRefused(target, headers)) {
            return FakeAnswer.of(412);
        }
        share.move(path, target);
        return FakeAnswer.of(201);
    }

    /** Where a request is to put what it moves, as a path of the share. */
    String target(Headers headers) {
        String destination =
                Optional.ofNullable(headers.getFirst("Destination")).orElse("");
        return names.resolve(normal(URI.create(destination).getPath().substring(root.length() - 1)));
    }
}
