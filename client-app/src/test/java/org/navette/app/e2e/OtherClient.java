// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.navette.testserver.ApacheServer;

/** Somebody with another WebDAV client at the same share. */
record OtherClient(URI share) {
    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        String login = ApacheServer.USER + ":" + ApacheServer.PASSWORD;
        HttpRequest.Builder request = HttpRequest.newBuilder(share.resolve(path))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** What the server answers. */
    int status(String method, String path, String body, String... headers) throws Exception {
        return send(method, path, body, headers).statusCode();
    }

    /** A request that must succeed. @return the answer's body */
    String does(String method, String path, String body, String... headers) throws Exception {
        HttpResponse<String> answer = send(method, path, body, headers);
        assertTrue(answer.statusCode() >= 200 && answer.statusCode() < 300, method + " " + path + ": " + answer);
        return answer.body();
    }
}
