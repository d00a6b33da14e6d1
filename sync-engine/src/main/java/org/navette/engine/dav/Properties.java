// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import com.github.sardine.model.Prop;
import com.google.common.base.CharMatcher;
import com.google.common.io.BaseEncoding;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.RemoteState.Extras;
import org.navette.engine.tree.Rights;
import org.navette.engine.tree.Sha256;
import org.w3c.dom.Element;

/** From properties as a server writes them to what they mean; whatever makes no sense is absent. */
final class Properties {
    private static final String SHA256 = "SHA256:";
    private static final CharMatcher DIGITS = CharMatcher.inRange('0', '9');
    private static final int MOST_DIGITS = 18;

    private Properties() {}

    static RemoteState state(Prop prop) {
        Optional<ETag> etag = prop.getGetetag() == null
                ? Optional.empty()
                : ETag.parse(text(prop.getGetetag().getContent()));
        if (prop.getResourcetype() != null && prop.getResourcetype().getCollection() != null) {
            return RemoteState.folder(etag, extras(prop));
        }
        long size = prop.getGetcontentlength() == null
                ? -1
                : number(text(prop.getGetcontentlength().getContent())).orElse(-1L);
        Optional<Instant> modified = prop.getGetlastmodified() == null
                ? Optional.empty()
                : date(text(prop.getGetlastmodified().getContent()));
        return new RemoteState(Kind.FILE, size, etag, modified, extras(prop));
    }

    /** The first of them, with what only the second has. */
    static Prop merged(Prop first, Prop second) {
        if (first.getResourcetype() == null) {
            first.setResourcetype(second.getResourcetype());
        }
        if (first.getGetetag() == null) {
            first.setGetetag(second.getGetetag());
        }
        if (first.getGetlastmodified() == null) {
            first.setGetlastmodified(second.getGetlastmodified());
        }
        if (first.getGetcontentlength() == null) {
            first.setGetcontentlength(second.getGetcontentlength());
        }
        if (first.getQuotaAvailableBytes() == null) {
            first.setQuotaAvailableBytes(second.getQuotaAvailableBytes());
        }
        if (first.getQuotaUsedBytes() == null) {
            first.setQuotaUsedBytes(second.getQuotaUsedBytes());
        }
        if (first.getLockdiscovery() == null) {
            first.setLockdiscovery(second.getLockdiscovery());
        }
        first.getAny().addAll(second.getAny());
        return first;
    }

    private static Extras extras(Prop prop) {
        if (prop.getAny().isEmpty()) {
            return Extras.NONE;
        }
        return new Extras(
                own(prop, DavXml.OWNCLOUD, "id"),
                own(prop, DavXml.OWNCLOUD, "checksums").flatMap(Properties::sha256),
                own(prop, DavXml.OWNCLOUD, "permissions").map(Rights::new));
    }

    /** The text of a property that is not WebDAV's own; absent if it is not there, or empty. */
    static Optional<String> own(Prop prop, String namespace, String name) {
        for (Element element : prop.getAny()) {
            if (namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName())) {
                return Optional.of(element.getTextContent().strip()).filter(text -> !text.isEmpty());
            }
        }
        return Optional.empty();
    }

    /** A list as {@code SHA1:… MD5:… SHA256:…}. */
    static Optional<Sha256> sha256(String checksums) {
        for (String checksum : checksums.split("\\s+")) {
            if (checksum.toUpperCase(Locale.ROOT).startsWith(SHA256)) {
                String digits = checksum.substring(SHA256.length()).toLowerCase(Locale.ROOT);
                if (digits.matches("[0-9a-f]{64}")) {
                    return Optional.of(
                            Sha256.ofBytes(BaseEncoding.base16().lowerCase().decode(digits)));
                }
            }
        }
        return Optional.empty();
    }

    /** The bytes left; absent where there is no limit, which Nextcloud says by a negative number. */
    static Optional<Long> spaceLeft(@Nullable Prop prop) {
        return prop == null || prop.getQuotaAvailableBytes() == null
                ? Optional.empty()
                : number(text(prop.getQuotaAvailableBytes().getContent()));
    }

    static Optional<Long> spaceUsed(@Nullable Prop prop) {
        return prop == null || prop.getQuotaUsedBytes() == null
                ? Optional.empty()
                : number(text(prop.getQuotaUsedBytes().getContent()));
    }

    private static String text(List<String> content) {
        return content.size() == 1
                ? content.getFirst().strip()
                : String.join("", content).strip();
    }

    private static Optional<Long> number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= MOST_DIGITS && DIGITS.matchesAllOf(text);
        return digits ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    static Optional<Instant> date(String text) {
        return HttpDate.parse(text.strip());
    }
}
