// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navette.engine.tree.RelativePath;
import org.navette.testserver.NeedsServer;

/** Git itself says what a text leaves out. */
@Tag("thorough")
@NeedsServer("/usr/bin/git")
class IgnoreRulesAsGitTest {
    private static final int TEXTS = Integer.getInteger("ignore.texts", 250);

    private static final String[] PIECES = {
        "a",
        "b",
        "c",
        "ab",
        "d.e",
        "/",
        "/",
        "*",
        "*",
        "?",
        "**",
        "**/",
        "/**",
        "/**/",
        "***",
        "[ab]",
        "[!a]",
        "[^b]",
        "[a-c]",
        "[]a]",
        "[a-]",
        "[[:alpha:]]",
        "[[:punct:][:digit:]]",
        "[[:x:]]",
        "[[:",
        "[b\\]]",
        "[/]",
        "\\a",
        "\\*",
        "\\/",
        "\\",
        "[",
        "]",
        "!",
        "#",
        " ",
        "\\ ",
        "-",
        "."
    };

    @TempDir
    private Path repository;

    /** Whether it is a folder, by path. */
    private final TreeMap<String, Boolean> tree = new TreeMap<>();

    private void git(List<String> arguments, Path input, Path output) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(arguments);
        new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private void makeTree() throws IOException, InterruptedException {
        git(List.of("init", "-q"), Path.of("/dev/null"), repository.resolve("out"));
        String[] names = {"a", "b", "ab", "abc", "d.e", "ba", "-", "#a", "a b", "*", "]"};
        for (String top : names) {
            for (String middle : List.of("a", "b", "c", "abab")) {
                Files.createDirectories(repository.resolve("x").resolve(top).resolve(middle));
                Files.createDirectories(repository.resolve(top));
                tree.put(top, true);
                for (String file : List.of("f-a", "f-ab", "f-d.e")) {
                    Files.writeString(repository.resolve(top).resolve(file), "");
                    tree.put(top + "/" + file, false);
                    Files.writeString(
                            repository.resolve("x").resolve(top).resolve(middle).resolve(file), "");
                    tree.put("x/" + top + "/" + middle + "/" + file, false);
                }
                tree.put("x/" + top, true);
                tree.put("x/" + top + "/" + middle, true);
            }
        }
        tree.put("x", true);
    }

    private Set<String> byGit(String rules) throws IOException, InterruptedException {
        Files.writeString(repository.resolve(".gitignore"), rules);
        Path asked = repository.resolveSibling(repository.getFileName() + "-asked");
        Path answer = repository.resolveSibling(repository.getFileName() + "-answer");
        Files.writeString(asked, String.join("\0", tree.keySet()) + "\0");
        git(List.of("check-ignore", "--no-index", "--stdin", "-z"), asked, answer);
        TreeSet<String> ignored = new TreeSet<>();
        for (String path : Files.readString(answer).split("\0")) {
            if (!path.isEmpty()) {
                ignored.add(path);
            }
        }
        return ignored;
    }

    private Set<String> byUs(String text) {
        IgnoreRules rules = new IgnoreRules(List.of()).after(IgnoreFile.of(text));
        TreeSet<String> ignored = new TreeSet<>();
        // A folder comes before what is in it.
        tree.forEach((path, folder) -> {
            int slash = path.lastIndexOf('/');
            if ((slash > 0 && ignored.contains(path.substring(0, slash)))
                    || rules.isIgnored(RelativePath.of(path), folder)) {
                ignored.add(path);
            }
        });
        return ignored;
    }

    private static String text(Random chance) {
        StringBuilder text = new StringBuilder();
        for (int lines = 1 + chance.nextInt(3); lines > 0; lines--) {
            if (chance.nextInt(5) == 0) {
                text.append('!');
            }
            for (int pieces = 1 + chance.nextInt(5); pieces > 0; pieces--) {
                text.append(PIECES[chance.nextInt(PIECES.length)]);
            }
            text.append(chance.nextInt(4) == 0 ? "/" : "").append(chance.nextInt(10) == 0 ? "\r\n" : "\n");
        }
        return text.toString();
    }

    @Test
    void whatIsLeftOutIsWhatGitLeavesOut() throws Exception {
        makeTree();
        for (int seed = 0; seed < TEXTS; seed++) {
            String text = text(new Random(seed));
            assertEquals(byGit(text), byUs(text), "seed " + seed + ": " + text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a\n",
                "a/\n",
                "x/*\n!x/a\n",
                "x/**\n",
                "**/a\n",
                "x/**/f-a\n",
                "*\n!*/\n!f-a\n",
                "/x/a*/b\n",
                "f-[!a]*\n",
                "a\\ b\n",
                "\\#a\n",
                "\\*\n",
                "a**\n",
                "x/a**\n",
                "/x**\n",
                "x/a**/f-a\n",
                "a \n",
                "\uFEFFa\n",
                "a\r\nb\r\n",
                "x//a\n",
                "//\n",
                "/\n",
                "!\n"
            })
    void theseAreReadAsGitReadsThem(String text) throws Exception {
        makeTree();
        assertEquals(byGit(text), byUs(text), text);
    }
}
