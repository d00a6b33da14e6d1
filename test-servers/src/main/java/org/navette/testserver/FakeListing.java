// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.navette.testserver.FakeShare.Entry;

/** What {@link FakeDav} tells of the entries of its share. */
final class FakeListing {
    private final Set<FakeFeature> features;
    private final FakeShare share;
    private final String root;
    /** Below here, nobody may write. */
    private volatile String readOnly = "/nowhere";

    /** @param root the path of the share in the server */
    FakeListing(Set<FakeFeature> features, FakeShare share, String root) {
        this.features = features;
        this.share = share;
        this.root = root;
    }

    void makeReadOnly(String path) {
        readOnly = path;
    }

    boolean isReadOnly(String path) {
        return path.equals(readOnly) || path.startsWith(readOnly + "/");
    }

    private boolean has(FakeFeature feature) {
        return features.contains(feature);
    }

    /** @param depth as in the header of a PROPFIND: with what is in it, unless it is {@code 0} */
    byte[] of(String path, @Nullable String depth) {
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
            boolean locked = isReadOnly(path);
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

    static String id(Entry entry) {
        return "%08docfake".formatted(entry.id);
    }

    private String href(String path, Entry entry) {
        StringBuilder href = new StringBuilder(root);
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

    static String date(Entry entry) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.ofEpochSecond(entry.modified).atOffset(ZoneOffset.UTC));
    }
}
