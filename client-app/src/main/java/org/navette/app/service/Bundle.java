// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import com.google.common.hash.Hashing;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.navette.app.control.Dispatcher;
import org.navette.app.control.Refusal;
import org.navette.app.update.RunningVersion;

/**
 * Everything that helps somebody to help, in one zip: the logs, the settings, the state of the folders and what was done
 * lately. There is no password in any of it; names of people, servers and files can be masked: the same name always by the
 * same word, so that one can still follow it.
 */
public final class Bundle {
    private static final int ACTIVITIES = 2_000;
    private static final int SHORTEST = 3;
    private static final Set<String> MASKED_SETTINGS =
            Set.of("device", "proxy", "url", "user", "ca-file", "local", "remote", "exclude");

    private final Dispatcher navette;
    private final Path home;
    private final Locale language;
    private final boolean masked;
    /** Of this bundle alone, so that nobody can try out names. */
    private final String salt = UUID.randomUUID().toString();

    /** Longest first, so that no name is masked as a part of another. */
    private final TreeSet<String> names =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    public Bundle(Dispatcher navette, Path home, Locale language, boolean masked) {
        this.navette = navette;
        this.home = home;
        this.language = language;
        this.masked = masked;
    }

    public void write(Path file) throws Refusal, IOException {
        JsonObject status = navette.run("status", new JsonObject(), language);
        JsonObject most = new JsonObject();
        most.addProperty("most", ACTIVITIES);
        JsonObject log = navette.run("log", most, language);
        JsonObject settings = navette.run("settings", new JsonObject(), language);
        JsonObject traffic = navette.run("traffic", new JsonObject(), language);
        if (masked) {
            findNames(status, log, traffic);
            settings.getAsJsonArray("settings").forEach(this::addSetting);
        }
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            add(zip, "about.txt", about());
            add(zip, "status.json", pretty(status));
            add(zip, "activities.json", pretty(log));
            add(zip, "settings.json", pretty(settings));
            add(zip, "traffic.json", pretty(traffic));
            for (Path logFile : logs()) {
                add(zip, "logs/" + logFile.getFileName(), Files.readString(logFile, StandardCharsets.UTF_8));
            }
        }
    }

    private static String about() {
        return "Navette " + RunningVersion.get().orElse("(unpackaged)") + "\n"
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch") + "\nJava " + System.getProperty("java.version") + "\n";
    }

    private static String pretty(JsonObject json) {
        return new GsonBuilder()
                .disableHtmlEscaping()
                .setPrettyPrinting()
                .create()
                .toJson(json);
    }

    private List<Path> logs() throws IOException {
        Path folder = home.resolve("logs");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(path -> path.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }

    private void add(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(mask(text).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private void findNames(JsonObject status, JsonObject log, JsonObject traffic) {
        addName(System.getProperty("user.home"));
        addName(System.getProperty("user.name"));
        addName(Devices.name(System.getenv()));
        for (JsonElement element : status.getAsJsonArray("folders")) {
            JsonObject folder = element.getAsJsonObject();
            for (String member : List.of("name", "local", "url", "user", "account")) {
                if (folder.has(member)) {
                    addParts(folder.get(member).getAsString());
                }
            }
            addName(URI.create(folder.get("url").getAsString()).getHost());
            if (folder.has("problems")) {
                folder.getAsJsonArray("problems")
                        .forEach(problem ->
                                addParts(problem.getAsJsonObject().get("path").getAsString()));
            }
        }
        for (JsonElement activity : log.getAsJsonArray("activities")) {
            addParts(activity.getAsJsonObject().get("path").getAsString());
            if (activity.getAsJsonObject().has("to")) {
                addParts(activity.getAsJsonObject().get("to").getAsString());
            }
        }
        traffic.getAsJsonArray("traffic")
                .forEach(line -> addName(line.getAsJsonObject().get("server").getAsString()));
    }

    private void addSetting(JsonElement setting) {
        String key = setting.getAsJsonObject().get("key").getAsString();
        String value = setting.getAsJsonObject().get("value").getAsString();
        if (MASKED_SETTINGS.contains(key.substring(key.lastIndexOf('.') + 1))) {
            addParts(value);
        }
    }

    private void addParts(String path) {
        addName(path);
        for (String part : path.split("[/\\\\]")) {
            addName(part);
        }
    }

    private void addName(String name) {
        if (name != null && name.length() >= SHORTEST && !name.startsWith("http:") && !name.startsWith("https:")) {
            names.add(name);
        }
    }

    private String mask(String text) {
        String result = text;
        for (String name : names) {
            int dot = name.lastIndexOf('.');
            boolean extension = dot > 0 && name.length() - dot <= 5 && !name.contains("/");
            // Closed before the extension: a hash that ends in a would look as if a.txt were still there.
            String word = "(name-"
                    + Hashing.sha256()
                            .hashString(salt + name, StandardCharsets.UTF_8)
                            .toString()
                            .substring(0, 8)
                    + ")"
                    + (extension ? name.substring(dot) : "");
            result = result.replace(name, word);
        }
        return result;
    }
}
