// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.provision;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Reads a small file of this machine, or from exactly the address that was named: redirects are not followed. */
public final class Fetch {
    /** Nobody writes longer policies. */
    private static final int MOST_BYTES = 1 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HTTPS = "https://";

    private Fetch() {}

    /** Whether it names a place elsewhere, of whatever kind. */
    public static boolean isAddress(String fileOrUrl) {
        return fileOrUrl.matches("^[A-Za-z][A-Za-z0-9+.-]+://.*");
    }

    /** Whether the line to it tells who answers. */
    public static boolean isHttps(String url) {
        return url.regionMatches(true, 0, HTTPS, 0, HTTPS.length());
    }

    /** @throws IOException if it cannot be had, is too long, or the server answers anything but 200 */
    public static byte[] read(String fileOrUrl) throws IOException, InterruptedException {
        if (!isAddress(fileOrUrl)) {
            try (InputStream in = Files.newInputStream(Path.of(fileOrUrl))) {
                return whole(in);
            }
        }
        if (!isHttps(fileOrUrl)) {
            throw new IOException("not https: " + fileOrUrl);
        }
        HttpClient.Builder client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(ProxySelector.getDefault())
                .connectTimeout(PATIENCE);
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(URI.create(fileOrUrl))
                    .timeout(PATIENCE)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new IOException("not an address: " + fileOrUrl, e);
        }
        try (HttpClient http = client.build()) {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException("HTTP " + answer.statusCode());
                }
                return whole(body);
            }
        }
    }

    private static byte[] whole(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("more than " + MOST_BYTES + " bytes");
        }
        return bytes;
    }
}
