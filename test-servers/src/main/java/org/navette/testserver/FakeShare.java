// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a fake server holds: entries by path, {@code /} for the root and a slash at the end of no other. Every change gives
 * the entry a new version, and all collections above it, as the documentation of Nextcloud's ETags says.
 */
final class FakeShare {
    /** Null content: a collection. */
    static final class Entry {
        byte @Nullable [] content;
        final long id;
        long version;
        long modified = System.currentTimeMillis() / 1000;
        String checksum = "";

        Entry(byte @Nullable [] content, long id) {
            this.content = content;
            this.id = id;
        }

        boolean isCollection() {
            return content == null;
        }

        String etag() {
            return "\"" + Long.toHexString(version * 0x9E3779B97F4A7C15L) + "\"";
        }
    }

    private final NavigableMap<String, Entry> entries = new TreeMap<>();
    private long counter;

    FakeShare() {
        makeCollection("/");
    }

    @Nullable
    Entry get(String path) {
        return entries.get(path);
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    boolean hasParent(String path) {
        return Optional.ofNullable(entries.get(parent(path)))
                .filter(Entry::isCollection)
                .isPresent();
    }

    List<String> children(String path) {
        List<String> children = new ArrayList<>();
        for (String other : below(path)) {
            if (parent(other).equals(path)) {
                children.add(other);
            }
        }
        return children;
    }

    List<String> below(String path) {
        String prefix = path.equals("/") ? "/" : path + "/";
        return entries.keySet().stream()
                .filter(other -> !other.equals("/") && other.startsWith(prefix))
                .toList();
    }

    Entry put(String path, byte[] content) {
        Entry entry = entries.computeIfAbsent(path, key -> new Entry(content, ++counter));
        entry.content = content;
        entry.checksum = "";
        entry.modified = System.currentTimeMillis() / 1000;
        touch(path);
        return entry;
    }

    void makeCollection(String path) {
        entries.put(path, new Entry(null, ++counter));
        touch(path);
    }

    void remove(String path) {
        below(path).forEach(entries::remove);
        entries.remove(path);
        touch(parent(path));
    }

    void move(String from, String to) {
        remove(to);
        NavigableMap<String, Entry> moved = new TreeMap<>();
        List<String> all = new ArrayList<>(below(from));
        all.add(from);
        for (String path : all) {
            Entry entry = entries.remove(path);
            if (entry != null) {
                moved.put(to + path.substring(from.length()), entry);
            }
        }
        entries.putAll(moved);
        touch(parent(from));
        touch(parent(to));
    }

    /** A new version of this, and of everything above it. */
    private void touch(String path) {
        String at = path;
        while (true) {
            Entry entry = entries.get(at);
            if (entry != null) {
                entry.version = ++counter;
            }
            if (at.equals("/")) {
                return;
            }
            at = parent(at);
        }
    }
}
