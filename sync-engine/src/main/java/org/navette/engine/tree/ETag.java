// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.tree;

import java.util.Optional;

/**
 * An entity tag, compared weakly (RFC 9110 §8.8.3.2): Apache gives {@code W/"x"} during a file's first second and
 * {@code "x"} after it for the very same content, so the mark of weakness is kept for sending but never compared.
 */
public final class ETag {
    private final String opaque;
    private final boolean weak;

    private ETag(String opaque, boolean weak) {
        this.opaque = opaque;
        this.weak = weak;
    }

    /** The tag as a server wrote it, quotes or not; absent if nothing is between the quotes. */
    public static Optional<ETag> parse(String text) {
        String rest = text.strip();
        boolean weak = rest.startsWith("W/") || rest.startsWith("w/");
        if (weak) {
            rest = rest.substring(2);
        }
        if (rest.length() >= 2 && rest.startsWith("\"") && rest.endsWith("\"")) {
            rest = rest.substring(1, rest.length() - 1);
        }
        return isSendable(rest) ? Optional.of(new ETag(rest, weak)) : Optional.empty();
    }

    private static boolean isSendable(String opaque) {
        for (int i = 0; i < opaque.length(); i++) {
            char c = opaque.charAt(i);
            if (c <= 0x20 || c == '"' || c == 0x7f || c >= 0x100) {
                return false;
            }
        }
        return !opaque.isEmpty();
    }

    /** Whether it may stand for several versions of the same meaning (RFC 9110 §8.8.1). */
    public boolean isWeak() {
        return weak;
    }

    /** In quotes, without the mark of weakness: what If-Match can compare (strongly, RFC 9110 §13.1.1). */
    public String strong() {
        return '"' + opaque + '"';
    }

    /** As the server wrote it: what goes into an If header (RFC 4918 §10.4). */
    public String asGiven() {
        return weak ? "W/" + strong() : strong();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ETag that && opaque.equals(that.opaque);
    }

    @Override
    public int hashCode() {
        return opaque.hashCode();
    }

    @Override
    public String toString() {
        return asGiven();
    }
}
