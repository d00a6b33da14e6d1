// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears at once that something has changed, from servers with Nextcloud's {@code notify_push} (its documentation: "Developing",
 * the web socket's protocol). An endpoint on another server is not used: the password goes over this line.
 */
public final class ServerPush implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerPush.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 1024 * 1024;
    /** More than any message of this protocol. */
    private static final int LONGEST = 64 * 1024;

    /** Who is told. From threads of the connection. */
    public interface Ear {
        void changed();

        /** It is over, and not because it was closed: what changed from now on is not told. */
        void ended();
    }

    private final HttpClient http;
    private final Ear ear;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile @Nullable WebSocket socket;

    private ServerPush(HttpClient http, Ear ear) {
        this.http = http;
        this.ear = ear;
    }

    /**
     * @return absent where the server does not offer this, or only at another server, or behind a proxy that asks for a
     *     password
     * @throws StoreException if the server can't be asked, or the connection can't be made
     */
    public static Optional<ServerPush> listen(Account account, Ear ear) throws StoreException {
        Optional<URI> installation = WellKnown.installation(account.address().base());
        boolean proxyAsks =
                account.line().proxy().flatMap(ConnectionSettings.Proxy::login).isPresent();
        if (installation.isEmpty() || account.login().isEmpty() || proxyAsks) {
            return Optional.empty();
        }
        Optional<URI> endpoint = endpoint(account, installation.get());
        return endpoint.isPresent() ? Optional.of(open(account, endpoint.get(), ear)) : Optional.empty();
    }

    private static Optional<URI> endpoint(Account account, URI installation) throws StoreException {
        try (DavHttpClient line = new DavHttpClient(account)) {
            Optional<String> said = line.ask(
                    () -> {
                        HttpUriRequestBase request = new HttpUriRequestBase(
                                "GET", installation.resolve("ocs/v2.php/cloud/capabilities?format=json"));
                        request.setHeader("OCS-APIRequest", "true");
                        return request;
                    },
                    response -> response.getCode() == 200 ? endpointIn(response) : Optional.empty());
            return said.flatMap(text -> onServer(account.address(), text));
        }
    }

    private static Optional<String> endpointIn(ClassicHttpResponse response) throws IOException {
        byte[] body = response.getEntity() == null
                ? new byte[0]
                : response.getEntity().getContent().readNBytes(MOST_BYTES);
        try {
            JsonElement element = JsonParser.parseString(new String(body, StandardCharsets.UTF_8));
            for (String name : new String[] {"ocs", "data", "capabilities", "notify_push", "endpoints", "websocket"}) {
                if (!(element instanceof JsonObject object) || object.get(name) == null) {
                    return Optional.empty();
                }
                element = object.get(name);
            }
            return element.isJsonPrimitive() ? Optional.of(element.getAsString()) : Optional.empty();
        } catch (JsonParseException e) {
            LOG.debug("capabilities that are not understood", e);
            return Optional.empty();
        }
    }

    /** Its address, if it is on this very server, encrypted no worse. */
    private static Optional<URI> onServer(ShareAddress server, String address) {
        try {
            URI url = URI.create(address);
            if (address.matches("(?i)wss?://.*")
                    && server.sameServer(URI.create(address.replaceFirst("(?i)^ws", "http")))) {
                return Optional.of(url);
            }
        } catch (IllegalArgumentException e) {
            LOG.debug("no address: {}", address, e);
        }
        LOG.info("the server would tell of changes at another place ({}); that is not used", address);
        return Optional.empty();
    }

    private static ServerPush open(Account account, URI endpoint, Ear ear) throws StoreException {
        if (!"wss".equalsIgnoreCase(endpoint.getScheme())) {
            PlainHttpGuard.requireSafe(account);
        }
        HttpClient.Builder builder = HttpClient.newBuilder()
                .sslContext(new PinnedTrust(account.line().trust()).context())
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER);
        Optional<ConnectionSettings.Proxy> proxy = account.line().proxy();
        builder.proxy(
                proxy.isPresent()
                        ? ProxySelector.of(new InetSocketAddress(
                                proxy.get().host(), proxy.get().port()))
                        : ProxySelector.getDefault());
        Account.Login login = account.login().orElseThrow();
        ServerPush push = new ServerPush(builder.build(), ear);
        try {
            WebSocket socket = push.http
                    .newWebSocketBuilder()
                    .connectTimeout(PATIENCE)
                    .header("User-Agent", "Navette")
                    .buildAsync(endpoint, push.new Heard())
                    .join();
            push.socket = socket;
            socket.sendText(login.user(), true)
                    .thenCompose(sent -> sent.sendText(login.password(), true))
                    .join();
        } catch (CompletionException e) {
            push.close();
            throw new StoreException(
                    new Failure.Unreachable(
                            endpoint.getHost(), Failure.Unreachable.Cause.BROKEN_OFF, String.valueOf(e.getMessage())),
                    e);
        }
        long sent = (login.user() + login.password()).getBytes(StandardCharsets.UTF_8).length;
        account.line().meter().count(account.address().base().getAuthority(), "WEBSOCKET", sent, 0);
        return push;
    }

    public boolean isOver() {
        return over.get();
    }

    private void over(String why) {
        LOG.debug("the server tells of changes no more: {}", why);
        if (!over.getAndSet(true)) {
            close();
            ear.ended();
        }
    }

    private final class Heard implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part, 0, Math.min(part.length(), LONGEST - text.length()));
            if (last) {
                String message = text.toString();
                text.setLength(0);
                if (message.startsWith("notify_file")) {
                    ear.changed();
                } else if (message.startsWith("err")) {
                    over(message);
                }
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            over("closed, " + status);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            over(error.toString());
        }
    }

    @Override
    public void close() {
        over.set(true);
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
        http.shutdownNow();
    }
}
