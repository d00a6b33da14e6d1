// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final FakeFiles files;
    private final FakeUploads uploads;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile boolean signedIn;
    private volatile String software = "fake/1";
    private volatile String push = "";

    private FakeDav(HttpServer server, Set<FakeFeature> features) {
        this.server = server;
        this.features = features;
        this.names = new FakeNames(features, share);
        this.files = new FakeFiles(features, share, names, url().getPath());
        this.uploads = new FakeUploads(share, files);
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
        files.makeReadOnly(path);
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
        FakeAnswer answer;
        try {
            answer = answer(exchange, body);
        } catch (RuntimeException e) {
            answer = FakeAnswer.of(500);
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

    private synchronized FakeAnswer answer(HttpExchange exchange, byte[] body) {
        String path = exchange.getRequestURI().getPath();
        if (has(FakeFeature.LOGIN_FLOW) && path.startsWith("/index.php/login/v2")) {
            return login(path);
        }
        if (!isSigned(exchange.getRequestHeaders())) {
            return FakeAnswer.of(401, Map.of("WWW-Authenticate", "Basic realm=\"fake\""));
        }
        if (has(FakeFeature.PUSH) && path.equals("/ocs/v2.php/cloud/capabilities")) {
            return FakeAnswer.of(200, "application/json", capabilities());
        }
        if (has(FakeFeature.LOGIN_FLOW) && path.equals("/ocs/v2.php/apps/files_sharing/api/v1/shares")) {
            return FakeAnswer.of(
                    200, "application/json", FakeLinks.answer(root(), new String(body, StandardCharsets.UTF_8)));
        }
        String root = url().getPath();
        String pieces = "/remote.php/dav/uploads/" + USER + "/";
        if (has(FakeFeature.CHUNKS) && path.startsWith(pieces)) {
            return uploads.answer(exchange, path.substring(pieces.length()), body);
        }
        return path.startsWith(root)
                ? files.answer(exchange, names.resolve(FakeFiles.normal(path.substring(root.length() - 1))), body)
                : FakeAnswer.of(404);
    }

    private boolean isSigned(Headers headers) {
        String given = Optional.ofNullable(headers.getFirst("Authorization")).orElse("");
        return given.equals(basic(PASSWORD)) || (signedIn && given.equals(basic(APP_PASSWORD)));
    }

    private static String basic(String password) {
        return "Basic " + Base64.getEncoder().encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private FakeAnswer login(String path) {
        if (path.endsWith("/poll")) {
            return signedIn
                    ? FakeAnswer.of(
                            200,
                            "application/json",
                            "{\"server\":\"" + root() + "\",\"loginName\":\"" + USER + "\",\"appPassword\":\""
                                    + APP_PASSWORD + "\"}")
                    : FakeAnswer.of(404, "application/json", "[]");
        }
        return FakeAnswer.of(
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

    @Override
    public void close() {
        server.stop(0);
    }
}
