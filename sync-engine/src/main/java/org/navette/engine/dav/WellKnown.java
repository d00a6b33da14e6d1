// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where servers of a kind keep things, as their documentation says. */
final class WellKnown {
    private static final Pattern FILES = Pattern.compile("(.*/remote\\.php/dav/)files/([^/]+)/.*");

    private static final Pattern INSTALLED = Pattern.compile("(.*/)remote\\.php/(?:dav/files/[^/]+|webdav)/.*");

    private WellKnown() {}

    /** Where a server of this kind is installed, with a slash. */
    static Optional<URI> installation(URI share) {
        Matcher files = INSTALLED.matcher(share.toString());
        return files.matches() ? Optional.of(URI.create(files.group(1))) : Optional.empty();
    }

    /** The collection for uploads in pieces, of the account whose files these are (Nextcloud, ownCloud 10). */
    static Optional<String> uploadsBeside(URI share) {
        Matcher files = FILES.matcher(share.toString());
        return files.matches() ? Optional.of(files.group(1) + "uploads/" + files.group(2) + "/") : Optional.empty();
    }
}
