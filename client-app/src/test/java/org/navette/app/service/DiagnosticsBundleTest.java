// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.navette.app.api.ActivityReply;
import org.navette.app.api.Command;
import org.navette.app.api.CommandCatalog;
import org.navette.app.api.Event;
import org.navette.app.api.FolderReply;
import org.navette.app.api.HistoryCommand;
import org.navette.app.api.NavetteApi;
import org.navette.app.api.Reply;
import org.navette.app.api.SettingsCommand;
import org.navette.app.api.Status;
import org.navette.app.api.StatusReply;
import org.navette.app.settings.SettingValues;
import org.navette.app.settings.Settings;
import org.navette.app.text.Messages;
import org.navette.app.text.Sentences;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Problem;
import org.navette.engine.port.Records;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.schedule.FolderStatus;
import org.navette.engine.tree.RelativePath;

/**
 * Every text in every record that the engine tells of is a secret here, found by reflection: a record that is added later
 * is tried as well.
 */
class DiagnosticsBundleTest {
    private static final Instant TIME = Instant.parse("2026-11-27T10:15:30Z");
    /** In these, somebody else speaks in words. */
    private static final Set<String> SAYINGS = Set.of("reason", "what", "why", "detail");

    private static final List<String> UNKNOWN = List.of(
            "Zoéqui",
            "Dupontel",
            "Lambertin",
            "Quimperlo",
            "Wolfsbrug",
            "Ploërmak",
            "Xaintrie",
            "Vézelin",
            "Gaborit",
            "Khoury",
            "Öztürk",
            "Nguyenne",
            "Bačković");

    @TempDir
    Path folder;

    private final Set<String> secrets = new LinkedHashSet<>();
    private List<String> words = List.of();

    /** Names that no word of Navette's is in, then names of nothing but those. */
    @ParameterizedTest
    @CsvSource({"en,false", "fr,false", "en,true", "fr,true"})
    void nothingAnyRecordHoldsIsInAMaskedBundle(String language, boolean ofKnownWords) throws Exception {
        Set<String> known = KnownWords.all();
        words = ofKnownWords
                ? known.stream()
                        .filter(word -> word.matches("[a-z]{9,12}"))
                        .sorted()
                        .limit(24)
                        .toList()
                : UNKNOWN;
        assertTrue(ofKnownWords || UNKNOWN.stream().noneMatch(known::contains));
        String bundle = bundle(Locale.forLanguageTag(language), true);
        assertTrue(secrets.size() > 300, "the records were walked: " + secrets.size());
        List<String> leaked =
                secrets.stream().filter(bundle::contains).limit(20).toList();
        assertEquals(List.of(), leaked);
    }

    @Test
    void whatIsNotMaskedIsThere() throws Exception {
        words = UNKNOWN;
        String bundle = bundle(Locale.ENGLISH, false);
        long found = secrets.stream().filter(bundle::contains).count();
        assertTrue(found * 2 > secrets.size(), "the secrets reach the bundle at all: " + found);
    }

    @Test
    void aBundleIsItsOwnersAlone() throws Exception {
        words = UNKNOWN;
        bundle(Locale.ENGLISH, true);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertEquals(
                    "[OWNER_READ, OWNER_WRITE]",
                    Files.getPosixFilePermissions(folder.resolve("bundle.zip")).stream()
                            .sorted()
                            .toList()
                            .toString());
        }
    }

    private String bundle(Locale language, boolean masked) throws Exception {
        Messages messages = new Messages(language);
        StatusReplies replies = new StatusReplies(Settings.NONE, messages);
        List<FolderReply> folders = new ArrayList<>();
        List<String> log = new ArrayList<>();
        for (Object status : all(FolderStatus.class, "")) {
            folders.add(replies.of("", SettingValues.NONE, (FolderStatus) status, masked));
        }
        List<ActivityReply> activities = new ArrayList<>();
        for (Object failure : all(Failure.class, "")) {
            Problem problem = new Problem(secret(""), (Failure) failure);
            // What is known only from the log of activities is not in the status any more.
            String detail = new Sentences(messages).of(quoted(problem.failure()));
            activities.add(activity("problem", detail, messages));
        }
        for (SyncEvent.Operation what : SyncEvent.Operation.values()) {
            activities.add(activity(what.name().toLowerCase(Locale.ROOT).replace('_', '-'), "", messages));
        }
        activities.add(activity("locked", secret(""), messages));
        for (Object event : all(SyncEvent.class, "log")) {
            log.add("2026-11-27 10:15:30 INFO org.navette.engine.pass.SyncPass: " + event);
        }
        List<HistoryCommand.TrafficLine> traffic = new ArrayList<>();
        for (Object line : all(Records.Traffic.class, "")) {
            traffic.add(new HistoryCommand.TrafficLine(
                    LocalDate.EPOCH, ((Records.Traffic) line).server(), "GET", "", 1, 2, 3));
        }
        List<SettingsCommand.SettingReply> settings = new ArrayList<>();
        for (String key : List.of("url", "user", "local", "remote", "proxy", "device", "ca-file", "exclude")) {
            settings.add(new SettingsCommand.SettingReply(
                    "account." + secret("") + "." + key, secret(""), SettingValues.Origin.PERSON));
        }
        Path home = folder.resolve("home");
        Files.createDirectories(home.resolve("logs"));
        Files.write(home.resolve("logs/navette.log"), log);
        NavetteApi navette = new NavetteApi() {
            @Override
            public <R extends Reply> R run(Command<R> command, Locale asked) {
                Reply reply = switch (command) {
                    case Status status -> {
                        assertEquals(masked, status.names());
                        yield new StatusReply(true, folders, Optional.empty(), Optional.empty());
                    }
                    case HistoryCommand.Log _ -> new HistoryCommand.LogReply(activities);
                    case HistoryCommand.Traffic _ -> new HistoryCommand.TrafficReply(traffic);
                    case SettingsCommand.ListSettings _ -> new SettingsCommand.SettingsReply(Path.of(""), settings);
                    default -> throw new AssertionError(command);
                };
                return CommandCatalog.of(command).reply().cast(reply);
            }

            @Override
            public AutoCloseable subscribe(Locale asked, Consumer<Event> events) {
                throw new AssertionError("a bundle waits for nothing");
            }
        };
        Path zip = folder.resolve("bundle.zip");
        new DiagnosticsBundle(navette, home, language, masked).write(zip);
        return unpacked(zip);
    }

    /** Failures of one entry quote names in their sentences; the others stop a folder, and are in its status. */
    private static Failure quoted(Failure failure) {
        return failure.isWhole() || failure instanceof Failure.DiskNotMounted ? new Failure.NotAFile() : failure;
    }

    private ActivityReply activity(String what, String detail, Messages messages) {
        return HistoryCommands.reply(
                new Records.Activity(1, TIME, secret(""), what, secret(""), secret(""), 3, detail),
                messages,
                Optional.empty());
    }

    private static String unpacked(Path zip) throws IOException {
        StringBuilder all = new StringBuilder();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return all.toString();
    }

    /** A name that was not there before; what somebody says in words has words of Navette's in it, and a name. */
    private String secret(String component) {
        boolean said = SAYINGS.contains(component) || component.startsWith("log");
        List<String> from = said ? UNKNOWN : words;
        int n = secrets.size();
        int size = from.size();
        String secret = from.get(n / size / size % size) + " " + from.get(n / size % size) + " " + from.get(n % size);
        if (said) {
            // A single word, and no number, which may stay.
            secret = secret.replace(" ", "") + Integer.toString(n, 36).replaceAll("\\d", "j");
        }
        secrets.add(secret);
        return secret;
    }

    /** Of a sealed type, every record; of each of them as many as its enums, booleans and records have values. */
    private List<Object> all(Type type, String component) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType many) {
            List<Object> values = all(many.getActualTypeArguments()[0], component);
            return many.getRawType() == Optional.class
                    ? values.stream().<Object>map(Optional::of).toList()
                    : values.stream().<Object>map(List::of).toList();
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return List.of(secret(component));
        } else if (plain == RelativePath.class) {
            return List.of(RelativePath.of(secret(component) + ".odt"));
        } else if (plain == Instant.class) {
            return List.of(TIME);
        } else if (plain == LocalDate.class) {
            return List.of(LocalDate.of(2026, 11, 27));
        } else if (plain == int.class || plain == Integer.class) {
            return List.of(3);
        } else if (plain == long.class || plain == Long.class) {
            return List.of(3L);
        } else if (plain == boolean.class) {
            return List.of(true, false);
        } else if (plain.isEnum()) {
            return Arrays.asList((Object[]) plain.getEnumConstants());
        } else if (plain.isSealed()) {
            List<Object> values = new ArrayList<>();
            for (Class<?> permitted : plain.getPermittedSubclasses()) {
                values.addAll(all(permitted, component));
            }
            return values;
        }
        assertTrue(plain.isRecord(), "how to fill a " + plain + " has to be said here");
        return records(plain, component);
    }

    private List<Object> records(Class<?> plain, String component) throws ReflectiveOperationException {
        RecordComponent[] parts = plain.getRecordComponents();
        List<List<Object>> values = new ArrayList<>();
        for (RecordComponent part : parts) {
            values.add(all(part.getGenericType(), component.startsWith("log") ? component : part.getName()));
        }
        int most = values.stream().mapToInt(List::size).max().orElse(1);
        var constructor = plain.getDeclaredConstructor(
                Stream.of(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
        List<Object> made = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            int at = i;
            made.add(constructor.newInstance(values.stream()
                    .map(all -> all.get(at % all.size()))
                    .collect(Collectors.toList())
                    .toArray()));
        }
        return made;
    }
}
