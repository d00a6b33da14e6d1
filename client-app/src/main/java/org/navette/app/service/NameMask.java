// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.navette.app.text.Printable;

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

    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

    /** Spaces that do not break stand inside French quotation marks. */
    private static final Pattern SPACE_AROUND = Pattern.compile("^[\\s\u00A0\u202F]+|[\\s\u00A0\u202F]+$");

    private static final Pattern NO_LETTERS_AROUND = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");

    /** Members of Navette's answers, and settings, that hold names. */
    private static final Set<String> NAMES = Set.of(
            "names", "subject", "issuer", "sha256", "host", "name", "local", "url", "user", "account", "path", "to",
            "held", "holder", "server", "folder", "file", "address", "page", "device", "proxy", "ca-file", "remote",
            "exclude");

    /** Of this mask alone, so that nobody can try out names. */
    private final String salt = UUID.randomUUID().toString();

    private final Set<String> ownWords;

    /** By their first letters; longest first, so that no name is masked as a part of another. */
    private final Map<String, TreeSet<String>> names = new HashMap<>();

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

    /** Also as it is shown. */
    private void addName(String name) {
        if (name.length() >= SHORTEST && !name.startsWith("http:") && !name.startsWith("https:")) {
            for (String written : List.of(name, Printable.of(name))) {
                names.computeIfAbsent(written.substring(0, SHORTEST), start -> new TreeSet<>(LONGEST_FIRST))
                        .add(written);
            }
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
                if (object.get("key") instanceof JsonPrimitive key
                        && object.get("value") instanceof JsonPrimitive value) {
                    addSetting(key.getAsString(), value.getAsString());
                }
            }
            case JsonArray array -> array.forEach(this::addNames);
            default -> {}
        }
    }

    /** {@code folder.Photos.local} and its value. */
    private void addSetting(String key, String value) {
        int first = key.indexOf('.');
        int last = key.lastIndexOf('.');
        if (first < last) {
            add(key.substring(first + 1, last));
        }
        if (NAMES.contains(key.substring(last + 1))) {
            Splitter.on('\n').split(value).forEach(this::add);
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
        int done = 0;
        int at = 0;
        while (at < text.length()) {
            Optional<String> name = nameAt(text, at);
            if (name.isPresent()) {
                result.append(maskWords(text.substring(done, at))).append(masked(name.get()));
                at += name.get().length();
                done = at;
            } else {
                at++;
            }
        }
        return result.append(maskWords(text.substring(done))).toString();
    }

    private Optional<String> nameAt(String text, int at) {
        if (at > 0 && isOpening(text.charAt(at - 1))) {
            Optional<String> quoted = quoted(text, at);
            if (quoted.isPresent()) {
                return quoted;
            }
        }
        if (text.length() - at < SHORTEST) {
            return Optional.empty();
        }
        TreeSet<String> starting = names.get(text.substring(at, at + SHORTEST));
        return starting == null
                ? Optional.empty()
                : starting.stream().filter(name -> text.startsWith(name, at)).findFirst();
    }

    private static boolean isOpening(char c) {
        return c == '\u201C' || c == '\u00AB';
    }

    /** What Navette's sentences quote is a name or a rule, but for a few words of its own. */
    private static Optional<String> quoted(String text, int at) {
        int end = text.indexOf(text.charAt(at - 1) == '\u201C' ? '\u201D' : '\u00BB', at);
        if (end < 0) {
            return Optional.empty();
        }
        String name = text.substring(at, end);
        String words = NO_LETTERS_AROUND.matcher(name).replaceAll("");
        boolean ours = words.isEmpty() || words.equals("exclude") || words.startsWith("navette ");
        return ours || name.indexOf('\n') >= 0 ? Optional.empty() : Optional.of(name);
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
    private String masked(String found) {
        String name = SPACE_AROUND.matcher(found).replaceAll("");
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
