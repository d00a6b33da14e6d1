// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;

/**
 * Nextcloud's login flow, version 2, as its manual describes it for clients: the person signs in on a page in the browser,
 * and the client gets a password of its own, which can be withdrawn. Whatever leads to another server is refused.
 */
public final class LoginFlow implements AutoCloseable {
    private static final int MOST_BYTES = 64 * 1024;

    private final ShareAddress server;
    private final DavHttpClient line;
    private final URI page;
    private final URI endpoint;
    private final String token;

    private LoginFlow(ShareAddress server, DavHttpClient line, URI page, URI endpoint, String token) {
        this.server = server;
        this.line = line;
        this.page = page;
        this.endpoint = endpoint;
        this.token = token;
    }

    /**
     * @param account only its address and the way there are used
     * @param base where Nextcloud is installed, with a slash
     * @return absent where the server does not offer this
     */
    public static Optional<LoginFlow> begin(Account account, URI base) throws StoreException {
        ShareAddress server = new ShareAddress(base);
        DavHttpClient line = DavHttpClient.receivingPassword(new Account(server, Optional.empty(), account.line()));
        boolean begun = false;
        try {
            Optional<JsonObject> answer = post(line, base.resolve("index.php/login/v2"), "");
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            JsonObject poll = object(answer.get(), "poll");
            LoginFlow flow = new LoginFlow(
                    server,
                    line,
                    onServer(server, text(answer.get(), "login")),
                    onServer(server, text(poll, "endpoint")),
                    text(poll, "token"));
            begun = true;
            return Optional.of(flow);
        } finally {
            if (!begun) {
                line.close();
            }
        }
    }

    /** The page the person is to open. */
    public URI page() {
        return page;
    }

    /** Asks once whether the person has signed in; absent if not yet. */
    public Optional<Account.Login> poll() throws StoreException {
        Optional<JsonObject> answer = post(line, endpoint, "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        onServer(server, text(answer.get(), "server"));
        return Optional.of(new Account.Login(text(answer.get(), "loginName"), text(answer.get(), "appPassword")));
    }

    /** Absent for 404, which means "not yet" or "not here". */
    private static Optional<JsonObject> post(DavHttpClient line, URI url, String form) throws StoreException {
        return line.execute(
                () -> {
                    HttpUriRequestBase request = new HttpUriRequestBase("POST", url);
                    request.setEntity(new ByteArrayEntity(
                            form.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_FORM_URLENCODED));
                    return request;
                },
                response -> {
                    if (response.getCode() == 404 || response.getCode() == 405 || response.getCode() == 501) {
                        return Optional.empty();
                    }
                    line.failures().requireSuccess(response, 200);
                    return Optional.of(json(response));
                });
    }

    private static JsonObject json(ClassicHttpResponse response) throws IOException {
        byte[] body = response.getEntity() == null
                ? new byte[0]
                : response.getEntity().getContent().readNBytes(MOST_BYTES);
        try {
            return JsonParser.parseString(new String(body, StandardCharsets.UTF_8))
                    .getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw new StoreException(new Failure.BadAnswer("the answer about signing in is not understood"), e);
        }
    }

    private static JsonObject object(JsonObject json, String name) throws StoreException {
        JsonElement value = json.get(name);
        if (value == null || !value.isJsonObject()) {
            throw new StoreException(new Failure.BadAnswer("the answer about signing in has no “" + name + "”"));
        }
        return value.getAsJsonObject();
    }

    private static String text(JsonObject json, String name) throws StoreException {
        JsonElement value = json.get(name);
        if (value == null || !value.isJsonPrimitive() || value.getAsString().isEmpty()) {
            throw new StoreException(new Failure.BadAnswer("the answer about signing in has no “" + name + "”"));
        }
        return value.getAsString();
    }

    private static URI onServer(ShareAddress server, String address) throws StoreException {
        try {
            URI url = URI.create(address);
            if (server.sameServer(url)) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new StoreException(new Failure.RedirectedElsewhere(address), e);
        }
        throw new StoreException(new Failure.RedirectedElsewhere(address));
    }

    @Override
    public void close() {
        line.close();
    }
}
