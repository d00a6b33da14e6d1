// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import com.google.common.hash.Hashing;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Masks names of people, servers and files in what is handed to somebody who helps: the same name always by the same word,
 * so that one can still follow it. Nothing is looked for: only what Navette itself can have said stays, so that a name in a
 * place nobody thought of is masked as well.
 */
final class NameMask {
    /** What is kept or masked as one: times, addresses of machines, classes of Java, words. */
    private static final Pattern PIECES = Pattern.compile("""
            (?<time>\\b\\d{4}-\\d\\d-\\d\\d(?:[T ]\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d+)?)?Z?)?\\b)\
            |(?<machine>\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b|(?<![\\w:])(?:[0-9a-fA-F]{0,4}:){3,7}[0-9a-fA-F]{0,4}(?![\\w:]))\
            |(?<type>\\b(?:java|javax|jdk|sun|com\\.sun|javafx|org\\.navette|org\\.apache|org\\.sqlite|com\\.google)\\.[\\w.$]+)\
            |(?<word>[\\p{L}\\p{N}\\p{M}_]+)""");

    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{1,4}");
    /** More digits than the sizes and numbers of a log have can be a telephone number. */
    private static final int MOST_DIGITS = 9;
    /** A name of fewer letters is part of too many words to be replaced wherever it stands. */
    private static final int SHORTEST = 3;

    private static final Set<String> NAMES = Set.of(
            "name", "local", "url", "user", "account", "path", "to", "held", "holder", "server", "folder", "file",
            "address", "page", "device", "proxy", "ca-file", "remote", "exclude");

    /** Of this mask alone, so that nobody can try out names. */
    private final String salt = UUID.randomUUID().toString();

    private final Set<String> ownWords;

    /** Longest first, so that no name is masked as a part of another. */
    private final TreeSet<String> names =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** @param ownWords that stay where they are no name */
    NameMask(Set<String> ownWords) {
        this.ownWords = new HashSet<>(ownWords);
    }

    /** A name, or a path of names: masked also where it is made of words that Navette says. */
    void add(String name) {
        addName(name);
        for (String part : name.split("[/\\\\]")) {
            addName(part);
        }
    }

    private void addName(String name) {
        if (name.length() >= SHORTEST && !name.startsWith("http:") && !name.startsWith("https:")) {
            names.add(name);
        }
    }

    /** Every name in an answer of Navette's, by what its members are called. */
    void addNames(JsonElement answer) {
        switch (answer) {
            case JsonObject object -> {
                for (Map.Entry<String, JsonElement> member : object.entrySet()) {
                    if (NAMES.contains(member.getKey())) {
                        addTexts(member.getValue());
                    }
                    addNames(member.getValue());
                }
            }
            case JsonArray array -> array.forEach(this::addNames);
            default -> {}
        }
    }

    private void addTexts(JsonElement value) {
        if (value instanceof JsonArray array) {
            array.forEach(this::addTexts);
        } else if (value instanceof JsonPrimitive text && text.isString()) {
            add(text.getAsString());
        }
    }

    /** The same with every text masked. */
    JsonElement mask(JsonElement answer) {
        return switch (answer) {
            case JsonObject object -> {
                JsonObject masked = new JsonObject();
                object.entrySet().forEach(member -> masked.add(member.getKey(), mask(member.getValue())));
                yield masked;
            }
            case JsonArray array -> {
                JsonArray masked = new JsonArray();
                array.forEach(element -> masked.add(mask(element)));
                yield masked;
            }
            case JsonPrimitive text when text.isString() -> new JsonPrimitive(mask(text.getAsString()));
            default -> answer;
        };
    }

    String mask(String text) {
        StringBuilder result = new StringBuilder();
        int from = 0;
        while (from < text.length()) {
            int found = text.length();
            String first = "";
            for (String name : names) {
                int at = text.indexOf(name, from);
                if (at >= 0 && at < found) {
                    found = at;
                    first = name;
                }
            }
            result.append(maskWords(text.substring(from, found)));
            if (!first.isEmpty()) {
                result.append(masked(first));
            }
            from = found + Math.max(first.length(), found == text.length() ? 1 : 0);
        }
        return result.toString();
    }

    private String maskWords(String text) {
        return PIECES.matcher(text).replaceAll(piece -> replacement(text, piece).replace("$", "\\$"));
    }

    private String replacement(String text, MatchResult piece) {
        String found = piece.group();
        if (piece.group("time") != null || piece.group("type") != null) {
            return found;
        }
        return piece.group("machine") == null && isKept(found, text, piece.start()) ? found : word(found);
    }

    private boolean isKept(String word, String text, int at) {
        if (word.chars().allMatch(Character::isDigit)) {
            return word.length() <= MOST_DIGITS;
        }
        // What kind of file it is helps, and names nobody.
        boolean afterDot = at > 1 && text.charAt(at - 1) == '.' && !Character.isWhitespace(text.charAt(at - 2));
        return ownWords.contains(word) || (afterDot && EXTENSION.matcher(word).matches());
    }

    /** A whole name, with its extension: that may be looked for, and names nobody. */
    private String masked(String name) {
        int dot = name.lastIndexOf('.');
        boolean extension = dot > 0
                && !name.contains("/")
                && EXTENSION.matcher(name.substring(dot + 1)).matches();
        return word(name) + (extension ? name.substring(dot) : "");
    }

    /** Closed: a hash that ends in a would look as if a.txt were still there. */
    private String word(String name) {
        String hash = Hashing.sha256()
                .hashString(salt + name, StandardCharsets.UTF_8)
                .toString()
                .substring(0, 8);
        return "(name-" + hash + ")";
    }
}
