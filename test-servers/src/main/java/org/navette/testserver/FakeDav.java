// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.navette.testserver.FakeShare.Entry;

/**
 * A small server in memory that behaves as the public documents of Nextcloud, ownCloud and sabre/dav describe theirs. It
 * conforms to the documents; it is not the real one, and what real ones do beside their documents it does not do.
 */
public final class FakeDav implements AutoCloseable {
    public static final String USER = DavServer.USER;
    public static final String PASSWORD = DavServer.PASSWORD;
    /** What the login flow gives out. */
    public static final String APP_PASSWORD = "app-Pa55word";

    private final HttpServer server;
    private final Set<FakeFeature> features;
    private final FakeShare share = new FakeShare();
    private final FakeNames names;
    private final Map<String, NavigableMap<String, byte[]>> uploads = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile boolean signedIn;
    private volatile String software = "fake/1";
    private volatile String push = "";
    /** Below here, nobody may write. */
    private volatile String readOnly = "/nowhere";

    private FakeDav(HttpServer server, Set<FakeFeature> features) {
        this.server = server;
        this.features = features;
        this.names = new FakeNames(features, share);
    }

    public static FakeDav start(Set<FakeFeature> features) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeDav fake = new FakeDav(http, Set.copyOf(features));
        http.createContext("/", fake::handle);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.start();
        return fake;
    }

    private String root() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Where Nextcloud and ownCloud have a person's files. */
    public URI url() {
        return URI.create(root() + "/remote.php/dav/files/" + USER + "/");
    }

    public URI installation() {
        return URI.create(root() + "/");
    }

    /** {@code METHOD path status} of each request so far. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** The person has opened the page of the login flow and agreed. */
    public void signIn() {
        signedIn = true;
    }

    /** What its {@code Server} header says from now on. */
    public void callItself(String name) {
        software = name;
    }

    /** Where its capabilities say that it tells of changes. */
    public void tellsOfChangesAt(String address) {
        push = address;
    }

    public void makeReadOnly(String path) {
        readOnly = path;
    }

    /** Of a file, under any spelling by which this server finds it. */
    public synchronized Optional<String> content(String path) {
        @Nullable Entry entry = share.get(names.resolve(path));
        return entry == null || entry.content == null
                ? Optional.empty()
                : Optional.of(new String(entry.content, StandardCharsets.UTF_8));
    }

    public synchronized long modified(String path) {
        return Optional.ofNullable(share.get(path)).map(entry -> entry.modified).orElse(0L);
    }

    /** As if somebody did it in the browser. */
    public synchronized void move(String from, String to) {
        share.move(names.resolve(from), to);
    }

    /** All there is, as it is spelled. */
    public synchronized List<String> paths() {
        return share.below("/");
    }

    public synchronized void put(String path, String text) {
        share.put(names.resolve(path), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Somebody writes to the disk behind the share: the checksum that was kept with the version before is told on. */
    public synchronized void changeBehindItsBack(String path, String text) {
        String before = Optional.ofNullable(share.get(path))
                .map(entry -> entry.checksum)
                .orElse("");
        share.put(path, text.getBytes(StandardCharsets.UTF_8)).checksum = before;
    }

    /** A person makes a folder there. */
    public synchronized void makeCollection(String path) {
        share.makeCollection(path);
    }

    private boolean has(FakeFeature feature) {
        return features.contains(feature);
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Answer answer;
        try {
            answer = answer(exchange, body);
        } catch (RuntimeException e) {
            answer = Answer.of(500);
        }
        requests.add(
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + " " + answer.status());
        exchange.getResponseHeaders().set("Server", software);
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] bytes = answer.body();
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
        exchange.close();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Answer(int status, Map<String, String> headers, byte[] body) {
        static Answer of(int status) {
            return new Answer(status, Map.of(), new byte[0]);
        }

        static Answer of(int status, Map<String, String> headers) {
            return new Answer(status, headers, new byte[0]);
        }

        static Answer of(int status, String type, String body) {
            return new Answer(status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private synchronized Answer answer(HttpExchange exchange, byte[] body) {
        String path = exchange.getRequestURI().getPath();
        if (has(FakeFeature.LOGIN_FLOW) && path.startsWith("/index.php/login/v2")) {
            return login(path);
        }
        if (!isSigned(exchange.getRequestHeaders())) {
            return Answer.of(401, Map.of("WWW-Authenticate", "Basic realm=\"fake\""));
        }
        if (has(FakeFeature.PUSH) && path.equals("/ocs/v2.php/cloud/capabilities")) {
            return Answer.of(200, "application/json", capabilities());
        }
        if (has(FakeFeature.LOGIN_FLOW) && path.equals("/ocs/v2.php/apps/files_sharing/api/v1/shares")) {
            return Answer.of(
                    200, "application/json", FakeLinks.answer(root(), new String(body, StandardCharsets.UTF_8)));
        }
        String files = url().getPath();
        String pieces = "/remote.php/dav/uploads/" + USER + "/";
        if (has(FakeFeature.CHUNKS) && path.startsWith(pieces)) {
            return upload(exchange, path.substring(pieces.length()), body);
        }
        return path.startsWith(files)
                ? dav(exchange, names.resolve(normal(path.substring(files.length() - 1))), body)
                : Answer.of(404);
    }

    private static String normal(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private boolean isSigned(Headers headers) {
        String given = Optional.ofNullable(headers.getFirst("Authorization")).orElse("");
        return given.equals(basic(PASSWORD)) || (signedIn && given.equals(basic(APP_PASSWORD)));
    }

    private static String basic(String password) {
        return "Basic " + Base64.getEncoder().encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private Answer login(String path) {
        if (path.endsWith("/poll")) {
            return signedIn
                    ? Answer.of(
                            200,
                            "application/json",
                            "{\"server\":\"" + root() + "\",\"loginName\":\"" + USER + "\",\"appPassword\":\""
                                    + APP_PASSWORD + "\"}")
                    : Answer.of(404, "application/json", "[]");
        }
        return Answer.of(
                200,
                "application/json",
                "{\"poll\":{\"token\":\"t0ken\",\"endpoint\":\"" + root() + "/index.php/login/v2/poll\"},\"login\":\""
                        + root() + "/index.php/login/v2/flow/abc\"}");
    }

    private String capabilities() {
        return """
                {"ocs":{"meta":{"status":"ok"},"data":{"version":{"major":31},"capabilities":{"notify_push":
                {"type":["files","activities","notifications"],"endpoints":{"websocket":"%s","pre_auth":"x"}}}}}}""".formatted(push);
    }

    private Answer dav(HttpExchange exchange, String path, byte[] body) {
        Headers headers = exchange.getRequestHeaders();
        @Nullable Entry entry = share.get(path);
        String method = exchange.getRequestMethod();
        boolean writes = Set.of("PUT", "PATCH", "MKCOL", "MOVE", "DELETE").contains(method);
        if (writes && (path.equals(readOnly) || path.startsWith(readOnly + "/"))) {
            return Answer.of(403);
        }
        return switch (method) {
            case "OPTIONS" ->
                Answer.of(
                        200,
                        Map.of(
                                "DAV",
                                "1, 3, extended-mkcol" + (has(FakeFeature.PATCH) ? ", sabredav-partialupdate" : "")));
            case "PROPFIND" ->
                entry == null
                        ? Answer.of(404)
                        : new Answer(
                                207,
                                Map.of("Content-Type", "application/xml; charset=utf-8"),
                                listing(path, headers.getFirst("Depth")));
            case "GET" -> entry == null ? Answer.of(404) : get(entry, headers);
            case "PUT" -> put(path, entry, headers, body);
            case "PATCH" -> patch(path, entry, headers, body);
            case "MKCOL" -> {
                if (entry != null) {
                    yield Answer.of(405);
                }
                if (!share.hasParent(path)) {
                    yield Answer.of(409);
                }
                share.makeCollection(path);
                yield Answer.of(201);
            }
            case "MOVE" -> move(path, entry, headers);
            case "DELETE" -> {
                if (entry == null) {
                    yield Answer.of(404);
                }
                if (isRefused(path, headers)) {
                    yield Answer.of(412);
                }
                share.remove(path);
                yield Answer.of(204);
            }
            default -> Answer.of(405);
        };
    }

    /** If-None-Match, If-Match, and the If header with an ETag, untagged or tagged (RFC 4918 §10.4). */
    private boolean isRefused(String path, Headers headers) {
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

    private Answer get(Entry entry, Headers headers) {
        byte[] content = Optional.ofNullable(entry.content).orElse(new byte[0]);
        Map<String, String> described = new TreeMap<>(Map.of("ETag", entry.etag(), "Last-Modified", date(entry)));
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
            return new Answer(206, described, Arrays.copyOfRange(content, from, content.length));
        }
        return new Answer(200, described, content);
    }

    private static Answer part(byte[] content, String range, Map<String, String> described) {
        int from = Integer.parseInt(range.replaceAll("^bytes=(\\d+)-.*$", "$1"));
        int to = Integer.parseInt(range.replaceAll("^bytes=\\d+-(\\d+)$", "$1"));
        described.put("Content-Range", "bytes " + from + "-" + to + "/" + content.length);
        return new Answer(206, described, Arrays.copyOfRange(content, from, to + 1));
    }

    private Answer put(String path, @Nullable Entry entry, Headers headers, byte[] body) {
        if (isRefused(path, headers)) {
            return Answer.of(412);
        }
        if (!share.hasParent(path)) {
            return Answer.of(409);
        }
        if (headers.getFirst("Content-Range") != null) {
            return Answer.of(400);
        }
        return written(path, entry == null, headers, body);
    }

    private Answer written(String path, boolean created, Headers headers, byte[] body) {
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
            answer.put("OC-FileId", id(now));
            answer.put("OC-ETag", now.etag());
        }
        return Answer.of(created ? 201 : 204, answer);
    }

    private Answer patch(String path, @Nullable Entry entry, Headers headers, byte[] body) {
        if (!has(FakeFeature.PATCH)) {
            return Answer.of(501);
        }
        String range = headers.getFirst("X-Update-Range");
        if (entry == null || entry.content == null || range == null) {
            return Answer.of(entry == null ? 404 : 400);
        }
        if (!"application/x-sabredav-partialupdate".equals(headers.getFirst("Content-Type"))) {
            return Answer.of(415);
        }
        int from = Integer.parseInt(range.replaceAll("^bytes=(\\d+)-\\d+$", "$1"));
        byte[] whole = Arrays.copyOf(entry.content, Math.max(entry.content.length, from + body.length));
        System.arraycopy(body, 0, whole, from, body.length);
        return Answer.of(204, Map.of("ETag", share.put(path, whole).etag()));
    }

    private Answer move(String path, @Nullable Entry entry, Headers headers) {
        String target = target(headers);
        if (entry == null) {
            return Answer.of(404);
        }
        if (share.get(target) != null && "F".equals(headers.getFirst("Overwrite"))) {
            return Answer.of(412);
        }
        if (isRefused(target, headers)) {
            return Answer.of(412);
        }
        share.move(path, target);
        return Answer.of(201);
    }

    private String target(Headers headers) {
        String destination =
                Optional.ofNullable(headers.getFirst("Destination")).orElse("");
        return names.resolve(normal(
                URI.create(destination).getPath().substring(url().getPath().length() - 1)));
    }

    private Answer upload(HttpExchange exchange, String path, byte[] body) {
        Headers headers = exchange.getRequestHeaders();
        String name = path.replaceFirst("/.*$", "");
        String piece = path.substring(Math.min(path.length(), name.length() + 1));
        if (headers.getFirst("Destination") == null) {
            return Answer.of(400);
        }
        @Nullable NavigableMap<String, byte[]> pieces = uploads.get(name);
        return switch (exchange.getRequestMethod()) {
            case "MKCOL" -> {
                uploads.put(name, new TreeMap<>());
                yield Answer.of(201);
            }
            case "PUT" -> {
                if (pieces == null || !piece.matches("\\d{5}")) {
                    yield Answer.of(404);
                }
                pieces.put(piece, body);
                yield Answer.of(201);
            }
            case "MOVE" -> pieces == null || !piece.equals(".file") ? Answer.of(404) : join(name, pieces, headers);
            case "DELETE" -> {
                uploads.remove(name);
                yield Answer.of(pieces == null ? 404 : 204);
            }
            default -> Answer.of(405);
        };
    }

    private Answer join(String name, NavigableMap<String, byte[]> pieces, Headers headers) {
        String target = target(headers);
        boolean there = share.get(target) != null;
        if ((there && "F".equals(headers.getFirst("Overwrite"))) || isRefused(target, headers)) {
            return Answer.of(412);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        pieces.values().forEach(whole::writeBytes);
        if (!String.valueOf(whole.size()).equals(headers.getFirst("OC-Total-Length"))) {
            return Answer.of(400);
        }
        uploads.remove(name);
        return written(target, !there, headers, whole.toByteArray());
    }

    private byte[] listing(String path, @Nullable String depth) {
        StringBuilder xml = new StringBuilder(
                "<?xml version=\"1.0\"?><d:multistatus xmlns:d=\"DAV:\"" + " xmlns:oc=\"http://owncloud.org/ns\">");
        describe(path, xml);
        if (!"0".equals(depth)) {
            share.children(path).forEach(child -> describe(child, xml));
        }
        return xml.append("</d:multistatus>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void describe(String path, StringBuilder xml) {
        @Nullable Entry entry = share.get(path);
        if (entry == null) {
            return;
        }
        xml.append("<d:response><d:href>").append(href(path, entry)).append("</d:href><d:propstat><d:prop>");
        if (entry.content == null) {
            xml.append("<d:resourcetype><d:collection/></d:resourcetype>");
        } else {
            xml.append("<d:resourcetype/><d:getcontentlength>")
                    .append(entry.content.length)
                    .append("</d:getcontentlength>");
        }
        if (entry.content != null || has(FakeFeature.PROPAGATING_ETAGS)) {
            xml.append("<d:getetag>")
                    .append(entry.etag().replace("\"", "&quot;"))
                    .append("</d:getetag>");
        }
        xml.append("<d:getlastmodified>").append(date(entry)).append("</d:getlastmodified>");
        if (has(FakeFeature.OWNCLOUD_PROPERTIES)) {
            boolean locked = path.equals(readOnly) || path.startsWith(readOnly + "/");
            xml.append("<oc:id>").append(id(entry)).append("</oc:id><oc:permissions>");
            xml.append(locked ? "G" : entry.content == null ? "RGDNVCK" : "RGDNVW")
                    .append("</oc:permissions>");
        }
        if (has(FakeFeature.CHECKSUMS) && !entry.checksum.isEmpty()) {
            xml.append("<oc:checksums><oc:checksum>").append(entry.checksum).append("</oc:checksum></oc:checksums>");
        }
        if (has(FakeFeature.QUOTA)) {
            xml.append("<d:quota-available-bytes>5000000000</d:quota-available-bytes>");
        }
        xml.append("</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>");
    }

    private static String id(Entry entry) {
        return "%08docfake".formatted(entry.id);
    }

    private String href(String path, Entry entry) {
        StringBuilder href = new StringBuilder(url().getRawPath());
        for (String name : path.substring(1).split("/")) {
            if (!name.isEmpty()) {
                for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
                    boolean plain = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
                    href.append(plain ? String.valueOf((char) b) : "%%%02x".formatted(b));
                }
                href.append('/');
            }
        }
        if (!entry.isCollection()) {
            href.setLength(href.length() - 1);
        }
        return href.toString();
    }

    private static String date(Entry entry) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.ofEpochSecond(entry.modified).atOffset(ZoneOffset.UTC));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
