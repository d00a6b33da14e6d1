// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import com.google.common.net.PercentEscaper;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a share may be, from what a person types, or copies from a browser. Nothing is asked here; the order is that of
 * likelihood, the address as it was given first.
 */
public final class AddressGuesses {
    private static final PercentEscaper ESCAPER = new PercentEscaper("-._~", false);

    /** Pages of Nextcloud and its relatives; what stands before them is where they are installed. */
    private static final Pattern PAGE = Pattern.compile(
            "^(.*?)/(?:index\\.php(?:/.*)?|apps(?:/.*)?|login(?:/.*)?|f/\\d+|settings(?:/.*)?|remote\\.php/?)$");

    private static final Pattern FOLDER_SHOWN = Pattern.compile("(?:^|&)dir=([^&]*)");

    private AddressGuesses() {}

    /**
     * @param typed an address, with or without scheme and path
     * @param user the name to sign in with, which some addresses contain
     * @return absent if it cannot be an address on any server
     */
    public static Optional<List<URI>> of(String typed, Optional<String> user) {
        return parse(typed).map(url -> guesses(url, user));
    }

    private static Optional<URI> parse(String typed) {
        String text = typed.strip();
        // davs:// and webdavs:// are what file managers show.
        text = text.replaceFirst("^(?i:(web)?davs://)", "https://").replaceFirst("^(?i:(web)?dav://)", "http://");
        if (!text.matches("^[A-Za-z][A-Za-z0-9+.-]*://.*")) {
            text = "https://" + text;
        }
        try {
            URI url = URI.create(escaped(text));
            boolean web =
                    url.getScheme().equalsIgnoreCase("https") || url.getScheme().equalsIgnoreCase("http");
            return web && url.getHost() != null && url.getRawUserInfo() == null ? Optional.of(url) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As people type it: with spaces, and a fragment that means nothing here. */
    private static String escaped(String text) {
        int fragment = text.indexOf('#');
        return (fragment < 0 ? text : text.substring(0, fragment)).replace(" ", "%20");
    }

    private static List<URI> guesses(URI url, Optional<String> user) {
        String root = url.getScheme().toLowerCase(Locale.ROOT) + "://" + url.getRawAuthority();
        String path = Optional.ofNullable(url.getRawPath()).orElse("");
        Matcher page = PAGE.matcher(path);
        boolean isPage = page.matches();
        String base = isPage ? page.group(1) : path.replaceFirst("/+$", "");
        LinkedHashSet<String> paths = new LinkedHashSet<>();
        if (!isPage) {
            paths.add(base + "/");
        }
        for (String place : base.isEmpty() ? List.of("") : List.of(base, "")) {
            user.ifPresent(name ->
                    paths.add(place + "/remote.php/dav/files/" + ESCAPER.escape(name) + "/" + folderShown(url)));
            paths.add(place + "/remote.php/webdav/" + folderShown(url));
            paths.add(place + "/dav/");
            paths.add(place + "/webdav/");
        }
        paths.add("/");
        // Where an administrator may say where it really is, by a redirect (RFC 8615); last, since at some it leads too
        // high.
        paths.add("/.well-known/webdav");
        List<URI> guesses = new ArrayList<>();
        paths.forEach(guess -> guesses.add(URI.create(root + guess)));
        return guesses;
    }

    /** The folder a page of Nextcloud's shows, with a slash; empty for the root. */
    private static String folderShown(URI url) {
        Matcher folder =
                FOLDER_SHOWN.matcher(Optional.ofNullable(url.getRawQuery()).orElse(""));
        if (!folder.find()) {
            return "";
        }
        StringBuilder path = new StringBuilder();
        for (String name :
                URLDecoder.decode(folder.group(1), StandardCharsets.UTF_8).split("/")) {
            if (!name.isEmpty() && !name.equals(".") && !name.equals("..")) {
                path.append(ESCAPER.escape(name)).append('/');
            }
        }
        return path.toString();
    }
}
