// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/**
 * Links by which anybody can see an entry, as Nextcloud and ownCloud make them (their OCS Share API, share type 3). Tried
 * against a stand-in that was built to their documentation.
 */
public final class PublicLinks {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int PUBLIC = 3;

    /** Where they have a person's files, the name of the person and the folder in them. */
    private static final Pattern FILES = Pattern.compile("(.*/)remote\\.php/(?:dav/files/[^/]+|webdav)/(.*)");

    private PublicLinks() {}

    /** Whether a share at this address may have them. */
    public static boolean mayBeAt(String address) {
        return FILES.matcher(address).matches();
    }

    /**
     * Makes a link for an entry, or gets the one that is there.
     *
     * @throws StoreException {@link Failure.Forbidden} where the server makes none
     */
    public static URI make(Account account, RelativePath path) throws StoreException {
        Matcher files = FILES.matcher(account.address().base().toString());
        if (!files.matches()) {
            throw new StoreException(new Failure.Forbidden());
        }
        ShareAddress installation = new ShareAddress(URI.create(files.group(1)));
        URI below = URI.create("/" + files.group(2));
        String form = "shareType=" + PUBLIC + "&path="
                + URLEncoder.encode(below.getPath() + path.value(), StandardCharsets.UTF_8);
        try (DavHttpClient line = new DavHttpClient(account.at(installation))) {
            return line.execute(
                    () -> {
                        HttpUriRequestBase request = new HttpUriRequestBase(
                                "POST",
                                installation.base().resolve("ocs/v2.php/apps/files_sharing/api/v1/shares?format=json"));
                        request.setHeader("OCS-APIRequest", "true");
                        request.setEntity(new ByteArrayEntity(
                                form.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_FORM_URLENCODED));
                        return request;
                    },
                    response -> {
                        if (response.getCode() == 404) {
                            throw new StoreException(new Failure.Forbidden());
                        }
                        line.failures().requireSuccess(response, 200);
                        return link(response);
                    });
        }
    }

    private static URI link(ClassicHttpResponse response) throws IOException {
        byte[] body = response.getEntity() == null
                ? new byte[0]
                : response.getEntity().getContent().readNBytes(MOST_BYTES);
        try {
            JsonObject answer = JsonParser.parseString(new String(body, StandardCharsets.UTF_8))
                    .getAsJsonObject();
            String url = answer.getAsJsonObject("ocs")
                    .getAsJsonObject("data")
                    .get("url")
                    .getAsString();
            return Optional.of(URI.create(url))
                    .filter(link -> "https".equals(link.getScheme()) || "http".equals(link.getScheme()))
                    .orElseThrow(() -> new IllegalArgumentException(url));
        } catch (JsonParseException
                | IllegalStateException
                | IllegalArgumentException
                | NullPointerException
                | ClassCastException e) {
            throw new StoreException(new Failure.BadAnswer("the answer about a link is not understood"), e);
        }
    }
}
