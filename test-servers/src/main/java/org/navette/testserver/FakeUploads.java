// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Nextcloud's uploads in pieces, as its documents describe them. */
final class FakeUploads {
    private final FakeShare share;
    private final FakeFiles files;
    private final Map<String, NavigableMap<String, byte[]>> uploads = new ConcurrentHashMap<>();

    FakeUploads(FakeShare share, FakeFiles files) {
        this.share = share;
        this.files = files;
    }

    FakeAnswer answer(HttpExchange exchange, String path, byte[] body) {
        Headers headers = exchange.getRequestHeaders();
        String name = path.replaceFirst("/.*$", "");
        String piece = path.substring(Math.min(path.length(), name.length() + 1));
        if (headers.getFirst("Destination") == null) {
            return FakeAnswer.of(400);
        }
        @Nullable NavigableMap<String, byte[]> pieces = uploads.get(name);
        return switch (exchange.getRequestMethod()) {
            case "MKCOL" -> {
                uploads.put(name, new TreeMap<>());
                yield FakeAnswer.of(201);
            }
            case "PUT" -> {
                if (pieces == null || !piece.matches("\\d{5}")) {
                    yield FakeAnswer.of(404);
                }
                pieces.put(piece, body);
                yield FakeAnswer.of(201);
            }
            case "MOVE" -> pieces == null || !piece.equals(".file") ? FakeAnswer.of(404) : join(name, pieces, headers);
            case "DELETE" -> {
                uploads.remove(name);
                yield FakeAnswer.of(pieces == null ? 404 : 204);
            }
            default -> FakeAnswer.of(405);
        };
    }

    private FakeAnswer join(String name, NavigableMap<String, byte[]> pieces, Headers headers) {
        String target = files.target(headers);
        boolean there = share.get(target) != null;
        if ((there && "F".equals(headers.getFirst("Overwrite"))) || files.isRefused(target, headers)) {
            return FakeAnswer.of(412);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        pieces.values().forEach(whole::writeBytes);
        if (!String.valueOf(whole.size()).equals(headers.getFirst("OC-Total-Length"))) {
            return FakeAnswer.of(400);
        }
        uploads.remove(name);
        return files.written(target, !there, headers, whole.toByteArray());
    }
}
