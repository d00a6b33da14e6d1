// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.onboarding;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.tree.RelativePath;
import org.tomlj.MutableTomlTable;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/**
 * What somebody who administers a share hands out, so that nobody has to type an address: a file that ends in
 * {@code .navette}, in TOML, or a link {@code navette://add?server=…}. It fills in a form, which a person then looks at; there
 * is never a password in it, and nothing else is read.
 *
 * @param server the share's address as people type it
 * @param user the name to sign in with; absent if everybody has another
 * @param folder the folder in the share that is to be synced; absent for all of it
 * @param name what to call the folder here
 */
public record Invitation(String server, Optional<String> user, Optional<String> folder, Optional<String> name) {
    /** Nobody writes longer ones. */
    private static final int MOST_CHARACTERS = 16_384;

    private static final Set<String> KEYS = Set.of("server", "user", "folder", "name");
    private static final String SCHEME = "navette:";

    /**
     * @param fileOrLink a file may be named by its URI, as file managers do (freedesktop.org's Desktop Entry Specification, {@code %u})
     * @return absent if it is neither a link nor a file with an invitation in it
     */
    public static Optional<Invitation> read(String fileOrLink) throws IOException {
        if (fileOrLink.startsWith(SCHEME)) {
            return ofLink(fileOrLink);
        }
        Path file = fileOrLink.startsWith("file:") ? ofUri(fileOrLink) : Path.of(fileOrLink);
        return Files.size(file) > MOST_CHARACTERS
                ? Optional.empty()
                : ofText(Files.readString(file, StandardCharsets.UTF_8));
    }

    private static Path ofUri(String uri) throws IOException {
        try {
            return Path.of(URI.create(uri));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new IOException("not a file on this computer: " + uri, e);
        }
    }

    static Optional<Invitation> ofText(String text) {
        TomlParseResult toml = Toml.parse(text);
        Map<String, String> values = new HashMap<>();
        if (toml.hasErrors()) {
            return Optional.empty();
        }
        for (String key : KEYS) {
            if (toml.isString(key)) {
                values.put(key, String.valueOf(toml.getString(key)));
            }
        }
        return of(values);
    }

    static Optional<Invitation> ofLink(String link) {
        try {
            String query = Optional.ofNullable(URI.create(link).getRawQuery()).orElse("");
            Map<String, String> values = new HashMap<>();
            for (String part : query.split("&")) {
                int equals = part.indexOf('=');
                if (equals > 0 && KEYS.contains(part.substring(0, equals))) {
                    values.put(
                            part.substring(0, equals),
                            URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
            return link.length() > MOST_CHARACTERS ? Optional.empty() : of(values);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Invitation> of(Map<String, String> values) {
        Optional<String> folder = Optional.ofNullable(values.get("folder"))
                .map(text -> text.replaceAll("^/+|/+$", ""))
                .filter(text -> !text.isEmpty());
        if (folder.filter(text -> !isPath(text)).isPresent()) {
            return Optional.empty();
        }
        return Optional.ofNullable(values.get("server"))
                .filter(server -> !server.isBlank())
                .map(server -> new Invitation(
                        server,
                        Optional.ofNullable(values.get("user")),
                        folder,
                        Optional.ofNullable(values.get("name"))
                                .map(Invitation::name)
                                .filter(name -> !name.isEmpty())));
    }

    /** What can be in a share: nothing that leads out of it. */
    private static boolean isPath(String text) {
        try {
            RelativePath.of(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What can be the name of a folder: nothing that leads elsewhere. */
    static String name(String text) {
        return text.replaceAll("[/\\\\:*?\"<>|~\\p{Cntrl}]", " ").strip().replaceAll("^[.\\- ]+", "");
    }

    /**
     * One to hand out.
     *
     * @return absent if the server is blank, or the folder cannot be in a share
     */
    public static Optional<Invitation> to(
            String server, Optional<String> user, Optional<String> folder, Optional<String> name) {
        Map<String, String> values = new HashMap<>(Map.of("server", server));
        user.ifPresent(text -> values.put("user", text));
        folder.ifPresent(text -> values.put("folder", text));
        name.ifPresent(text -> values.put("name", text));
        return of(values);
    }

    /** As the text of a file. */
    public String toToml() {
        MutableTomlTable toml = MutableTomlTable.create().set(List.of("server"), server);
        user.ifPresent(text -> toml.set(List.of("user"), text));
        folder.ifPresent(text -> toml.set(List.of("folder"), text));
        name.ifPresent(text -> toml.set(List.of("name"), text));
        return toml.toToml();
    }

    /** As a link. */
    public String toLink() {
        StringBuilder link = new StringBuilder(SCHEME + "//add?server=").append(escaped(server));
        user.ifPresent(text -> link.append("&user=").append(escaped(text)));
        folder.ifPresent(text -> link.append("&folder=").append(escaped(text)));
        name.ifPresent(text -> link.append("&name=").append(escaped(text)));
        return link.toString();
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
