// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.navette.app.api.Command;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.HistoryCommand;
import org.navette.app.api.NavetteApi;
import org.navette.app.api.Reply;
import org.navette.app.api.SettingsCommand;
import org.navette.app.api.Status;
import org.navette.app.control.JsonBinding;
import org.navette.app.update.RunningVersion;

/**
 * Everything that helps somebody to help, in one zip: the logs, the settings, the state of the folders and what was done
 * lately. There is no password in any of it; names of people, servers and files can be masked ({@link NameMask}).
 */
public final class DiagnosticsBundle {
    private static final long ACTIVITIES = 2_000;

    private final NavetteApi navette;
    private final Path home;
    private final Locale language;
    private final boolean masked;

    public DiagnosticsBundle(NavetteApi navette, Path home, Locale language, boolean masked) {
        this.navette = navette;
        this.home = home;
        this.language = language;
        this.masked = masked;
    }

    /** Replaces what is at {@code file} as a whole. Only its owner can read the zip, masked or not. */
    public void write(Path file) throws CommandRefusedException, IOException {
        Map<String, JsonElement> answers = new LinkedHashMap<>();
        // With names, or one made of words of ours would stay in the sentences.
        answers.put("status.json", ask(new Status(masked)));
        answers.put(
                "activities.json",
                ask(new HistoryCommand.Log(
                        Optional.of(ACTIVITIES), Optional.empty(), Optional.empty(), Optional.empty())));
        answers.put("settings.json", ask(new SettingsCommand.ListSettings(Optional.empty())));
        answers.put("traffic.json", ask(new HistoryCommand.Traffic()));
        Map<String, String> texts = new LinkedHashMap<>();
        for (Path log : logs()) {
            texts.put("logs/" + log.getFileName(), Files.readString(log, StandardCharsets.UTF_8));
        }
        if (masked) {
            NameMask mask = maskFor(answers.values());
            answers.replaceAll((name, answer) -> mask.mask(answer));
            texts.replaceAll((name, text) -> mask.mask(text));
        }
        answers.forEach((name, answer) -> texts.put(name, pretty(answer)));
        texts.put("about.txt", about());
        writeZip(file.toAbsolutePath(), texts);
    }

    private JsonElement ask(Command<?> command) throws CommandRefusedException {
        Reply reply = navette.run(command, language);
        return JsonBinding.write((Record) reply);
    }

    private static NameMask maskFor(Collection<JsonElement> answers) throws IOException {
        NameMask mask = new NameMask(KnownWords.all());
        for (String property : List.of("user.home", "user.name")) {
            mask.add(System.getProperty(property, ""));
        }
        mask.add(ComputerName.name(System.getenv()));
        answers.forEach(mask::addNames);
        return mask;
    }

    private static void writeZip(Path file, Map<String, String> texts) throws IOException {
        // Beside it first: what is there is replaced, not written through, and nobody else can open it meanwhile.
        Path fresh = Files.createTempFile(Objects.requireNonNull(file.getParent()), ".navette", ".zip");
        try {
            try (OutputStream out = Files.newOutputStream(fresh);
                    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
                for (Map.Entry<String, String> text : texts.entrySet()) {
                    zip.putNextEntry(new ZipEntry(text.getKey()));
                    zip.write(text.getValue().getBytes(StandardCharsets.UTF_8));
                    zip.closeEntry();
                }
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static String about() {
        return "Navette " + RunningVersion.get().orElse("(unpackaged)") + "\n"
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch") + "\nJava " + System.getProperty("java.version") + "\n";
    }

    private static String pretty(JsonElement json) {
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
}
