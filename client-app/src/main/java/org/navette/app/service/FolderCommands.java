// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.navette.app.control.Refusal;
import org.navette.app.settings.Complaint;
import org.navette.app.settings.Key;
import org.navette.app.settings.Key.Section;
import org.navette.app.settings.Settings;
import org.navette.app.settings.ValueType;
import org.navette.app.settings.Values;
import org.navette.engine.life.Signal;
import org.navette.engine.reconcile.AnswerScope;
import org.navette.engine.reconcile.DeletionGuard;
import org.navette.engine.tree.RelativePath;

/** Folders come and go, rest and go on. */
final class FolderCommands {
    private static final int MORNING = 7;

    private final Service service;

    FolderCommands(Service service) {
        this.service = service;
    }

    JsonObject add(Asked asked) throws Refusal, Complaint.Found, IOException {
        Settings settings = service.settings();
        if (!settings.mayChange(Section.FOLDER)) {
            throw asked.refusal("control.locked", "folder");
        }
        Path local = local(asked);
        Optional<String> overlapping = settings.folders().entrySet().stream()
                .filter(entry -> overlap(Pairs.root(entry.getValue()), local))
                .map(Map.Entry::getKey)
                .findFirst();
        if (overlapping.isPresent()) {
            throw asked.refusal("add.overlap", local, overlapping.get());
        }
        String account = account(asked, settings);
        Map<Key, String> folder = new EnumMap<>(Key.class);
        folder.put(Key.FOLDER_NAME, freeName(asked.text("name").orElse(fileName(local)), settings.folders()));
        folder.put(Key.ACCOUNT, account);
        folder.put(Key.LOCAL, local.toString());
        String remote = Stream.of(
                        below(asked, settings, account), asked.text("remote").orElse(""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/"));
        if (!remote.isEmpty()) {
            folder.put(Key.REMOTE, remote);
        }
        put(asked, folder, Key.MODE);
        put(asked, folder, Key.EVERY);
        put(asked, folder, Key.HOURS);
        List<String> exclude = asked.list("exclude");
        if (!exclude.isEmpty()) {
            folder.put(Key.EXCLUDE, String.join("\n", exclude));
        }
        for (Map.Entry<Key, String> entry : folder.entrySet()) {
            SettingsCommands.requireValid(entry.getKey(), entry.getValue(), asked);
        }
        service.file().add(Section.FOLDER, folder);
        service.reload();
        JsonObject result = new JsonObject();
        result.addProperty("name", folder.get(Key.FOLDER_NAME));
        result.addProperty("account", account);
        return result;
    }

    /** How far below the address of an account that was there before the one that was asked for is; empty for the same. */
    private static String below(Asked asked, Settings settings, String account) {
        return settings.account(account)
                .flatMap(values -> asked.text("url").flatMap(url -> Pairs.below(values, url)))
                .orElse("");
    }

    private static Path local(Asked asked) throws Refusal {
        String given = asked.required("local");
        try {
            Path path = Path.of(given);
            if (!path.isAbsolute() || !Files.isDirectory(path)) {
                throw asked.refusal("add.noFolder", given);
            }
            return path.toRealPath();
        } catch (InvalidPathException | IOException e) {
            throw asked.refusal("add.noFolder", given);
        }
    }

    private static boolean overlap(Path one, Path other) {
        return one.startsWith(other) || other.startsWith(one);
    }

    private static String fileName(Path path) {
        Path name = path.getFileName();
        return name == null ? "folder" : name.toString();
    }

    private static void put(Asked asked, Map<Key, String> values, Key key) {
        asked.text(key.label()).ifPresent(text -> values.put(key, text));
    }

    private static String freeName(String wanted, Map<String, Values> taken) {
        String name = wanted;
        for (int n = 2; taken.containsKey(name); n++) {
            name = wanted + " " + n;
        }
        return name;
    }

    /** An account that is there already, by its name or as the same person at the same address; else a new one. */
    private String account(Asked asked, Settings settings) throws Refusal, Complaint.Found, IOException {
        Optional<String> named = asked.text("account");
        if (named.isPresent()) {
            if (settings.account(named.get()).isEmpty()) {
                throw asked.refusal("settings.noAccount", asked.text("name").orElse(""), named.get());
            }
            return named.get();
        }
        Map<Key, String> account = new EnumMap<>(Key.class);
        account.put(Key.URL, asked.required("url"));
        put(asked, account, Key.USER);
        put(asked, account, Key.TRUST_CERT);
        put(asked, account, Key.CA_FILE);
        put(asked, account, Key.ALLOW_PLAIN_HTTP);
        for (Map.Entry<Key, String> entry : account.entrySet()) {
            SettingsCommands.requireValid(entry.getKey(), entry.getValue(), asked);
        }
        for (Map.Entry<String, Values> known : settings.accounts().entrySet()) {
            Values values = known.getValue();
            if (values.text(Key.URL).equals(Optional.ofNullable(account.get(Key.URL)))
                    && values.text(Key.USER).equals(Optional.ofNullable(account.get(Key.USER)))) {
                return known.getKey();
            }
        }
        Optional<String> waiting = waitingAccount(account, settings);
        if (waiting.isPresent()) {
            for (Key key : List.of(Key.USER, Key.TRUST_CERT, Key.ALLOW_PLAIN_HTTP)) {
                String value = account.get(key);
                if (value != null
                        && settings.account(waiting.get()).orElseThrow().origin(key) != Values.Origin.LOCKED) {
                    service.file().set(key, waiting.get(), value);
                }
            }
            return waiting.get();
        }
        if (!settings.mayChange(Section.ACCOUNT)) {
            throw asked.refusal("control.locked", "account");
        }
        String host = URI.create(asked.required("url")).getHost();
        String name = freeName(host, settings.accounts());
        account.put(Key.ACCOUNT_NAME, name);
        service.file().add(Section.ACCOUNT, account);
        return name;
    }

    /** One that an administrator has set up at this address, or above it, and in which nobody has signed in yet. */
    private static Optional<String> waitingAccount(Map<Key, String> wanted, Settings settings) {
        String url = wanted.get(Key.URL);
        if (url == null || !wanted.containsKey(Key.USER)) {
            return Optional.empty();
        }
        return settings.accounts().entrySet().stream()
                .filter(entry -> entry.getValue().isPreset(Key.URL)
                        && entry.getValue().origin(Key.USER) != Values.Origin.LOCKED
                        && entry.getValue().text(Key.USER).isEmpty()
                        && Pairs.below(entry.getValue(), url).isPresent())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    JsonObject pause(Asked asked) throws Refusal, Complaint.Found, IOException {
        Optional<Instant> until = Optional.empty();
        if (asked.yes("untilTomorrow")) {
            until = Optional.of(LocalDate.now(ZoneId.systemDefault())
                    .plusDays(1)
                    .atTime(MORNING, 0)
                    .atZone(ZoneId.systemDefault())
                    .toInstant());
        } else if (asked.text("for").isPresent()) {
            String given = asked.required("for");
            if (!ValueType.DURATION.accepts(given)) {
                throw asked.refusal("settings.type.DURATION", "--for");
            }
            Duration time = ValueType.duration(given);
            until = Optional.of(Instant.now().plus(time));
        }
        String text = until.map(Instant::toString).orElse("true");
        List<String> names = names(asked);
        for (String name : names) {
            service.file().set(Key.PAUSED, name, text);
        }
        service.reload();
        tell(names, new Signal.Pause(until));
        return named(names);
    }

    JsonObject resume(Asked asked) throws Refusal, Complaint.Found, IOException {
        List<String> names = names(asked);
        for (String name : names) {
            service.file().set(Key.PAUSED, name, null);
        }
        service.reload();
        tell(names, new Signal.Resume());
        return named(names);
    }

    JsonObject syncNow(Asked asked) throws Refusal {
        if (!service.isStarted()) {
            throw asked.refusal("control.notRunning");
        }
        List<String> names = names(asked);
        for (String name : names) {
            boolean over = service.runs().stream()
                    .anyMatch(run -> run.name().equals(name) && run.folder().isEmpty());
            if (over) {
                service.restart(name);
            }
        }
        Optional<String> answer = asked.text("answer");
        if (answer.isPresent()) {
            tell(
                    names,
                    new Signal.Answer(
                            answer.get().equals("delete")
                                    ? DeletionGuard.Answer.DELETE
                                    : DeletionGuard.Answer.BRING_BACK,
                            shown(asked)));
        }
        tell(names, new Signal.SyncNow());
        return named(names);
    }

    /** What was shown to whoever answers: where it is not said, what was held last. */
    private static AnswerScope shown(Asked asked) throws Refusal {
        if (!asked.arguments().has("held")) {
            return new AnswerScope.LastHeld();
        }
        Set<RelativePath> paths = new HashSet<>();
        for (String path : asked.list("held")) {
            try {
                paths.add(RelativePath.of(path));
            } catch (IllegalArgumentException e) {
                throw asked.refusal("control.noPath", path);
            }
        }
        return new AnswerScope.These(paths);
    }

    /** Somebody has signed in: pairs that wait for a password begin anew with it. */
    JsonObject signed(Asked asked) throws Refusal {
        List<String> names = names(asked);
        if (service.isStarted()) {
            names.forEach(service::restart);
        }
        return named(names);
    }

    /** The folder that is named; all of them if none is. */
    private List<String> names(Asked asked) throws Refusal {
        Optional<String> name = asked.text("name");
        if (name.isEmpty()) {
            return List.copyOf(service.settings().folders().keySet());
        }
        if (service.settings().folder(name.get()).isEmpty()) {
            throw asked.refusal("control.noFolder", name.get());
        }
        return List.of(name.get());
    }

    private void tell(List<String> names, Signal signal) {
        service.runs().stream().filter(run -> names.contains(run.name())).forEach(run -> run.tell(signal));
    }

    private static JsonObject named(List<String> names) {
        JsonObject result = new JsonObject();
        JsonArray folders = new JsonArray();
        names.forEach(folders::add);
        result.add("folders", folders);
        return result;
    }
}
