// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.FolderCommand;
import org.navette.app.settings.SettingKey;
import org.navette.app.settings.SettingKey.Section;
import org.navette.app.settings.SettingValues;
import org.navette.app.settings.Settings;
import org.navette.app.settings.SettingsProblem;
import org.navette.app.settings.ValueType;
import org.navette.app.text.Messages;
import org.navette.engine.reconcile.AnswerScope;
import org.navette.engine.reconcile.DeletionGuard;
import org.navette.engine.schedule.Signal;
import org.navette.engine.tree.RelativePath;

/** Folders come and go, rest and go on. */
final class FolderCommands {
    private static final int MORNING = 7;

    private final Service service;

    FolderCommands(Service service) {
        this.service = service;
    }

    FolderCommand.AddedReply add(FolderCommand.Add asked, Messages messages)
            throws CommandRefusedException, SettingsProblem.Found, IOException {
        Settings settings = service.settings();
        if (!settings.mayChange(Section.FOLDER)) {
            throw Refusal.of(messages, "control.locked", "folder");
        }
        Path local = local(asked.local(), messages);
        Optional<String> overlapping = settings.folders().entrySet().stream()
                .filter(entry -> overlap(PairSettingsFactory.root(entry.getValue()), local))
                .map(Map.Entry::getKey)
                .findFirst();
        if (overlapping.isPresent()) {
            throw Refusal.of(messages, "add.overlap", local, overlapping.get());
        }
        String account = account(asked, settings, messages);
        Map<SettingKey, String> folder = new EnumMap<>(SettingKey.class);
        folder.put(SettingKey.FOLDER_NAME, freeName(asked.name().orElse(fileName(local)), settings.folders()));
        folder.put(SettingKey.ACCOUNT, account);
        folder.put(SettingKey.LOCAL, local.toString());
        String remote = Stream.of(
                        below(asked, settings, account), asked.remote().orElse(""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/"));
        if (!remote.isEmpty()) {
            folder.put(SettingKey.REMOTE, remote);
        }
        put(asked.mode(), folder, SettingKey.MODE);
        put(asked.every(), folder, SettingKey.EVERY);
        put(asked.hours(), folder, SettingKey.HOURS);
        List<String> exclude = asked.exclude();
        if (!exclude.isEmpty()) {
            folder.put(SettingKey.EXCLUDE, String.join("\n", exclude));
        }
        for (Map.Entry<SettingKey, String> entry : folder.entrySet()) {
            SettingsCommands.requireValid(entry.getKey(), entry.getValue(), messages);
        }
        service.file().add(Section.FOLDER, folder);
        service.reload();
        return new FolderCommand.AddedReply(Objects.requireNonNull(folder.get(SettingKey.FOLDER_NAME)), account);
    }

    /** How far below the address of an account that was there before the one that was asked for is; empty for the same. */
    private static String below(FolderCommand.Add asked, Settings settings, String account) {
        return settings.account(account)
                .flatMap(values -> asked.url().flatMap(url -> PairSettingsFactory.below(values, url)))
                .orElse("");
    }

    private static Path local(String given, Messages messages) throws CommandRefusedException {
        try {
            Path path = Path.of(given);
            if (!path.isAbsolute() || !Files.isDirectory(path)) {
                throw Refusal.of(messages, "add.noFolder", given);
            }
            return path.toRealPath();
        } catch (InvalidPathException | IOException e) {
            throw Refusal.of(messages, "add.noFolder", given);
        }
    }

    private static boolean overlap(Path one, Path other) {
        return one.startsWith(other) || other.startsWith(one);
    }

    private static String fileName(Path path) {
        Path name = path.getFileName();
        return name == null ? "folder" : name.toString();
    }

    private static void put(Optional<String> given, Map<SettingKey, String> values, SettingKey key) {
        given.ifPresent(text -> values.put(key, text));
    }

    private static String freeName(String wanted, Map<String, SettingValues> taken) {
        String name = wanted;
        for (int n = 2; taken.containsKey(name); n++) {
            name = wanted + " " + n;
        }
        return name;
    }

    /** An account that is there already, by its name or as the same person at the same address; else a new one. */
    private String account(FolderCommand.Add asked, Settings settings, Messages messages)
            throws CommandRefusedException, SettingsProblem.Found, IOException {
        Optional<String> named = asked.account();
        if (named.isPresent()) {
            if (settings.account(named.get()).isEmpty()) {
                throw Refusal.of(messages, "settings.noAccount", asked.name().orElse(""), named.get());
            }
            return named.get();
        }
        String url = asked.url().orElseThrow(() -> Refusal.of(messages, "control.missing", "url"));
        Map<SettingKey, String> account = new EnumMap<>(SettingKey.class);
        account.put(SettingKey.URL, url);
        put(asked.user(), account, SettingKey.USER);
        put(asked.trustCert(), account, SettingKey.TRUST_CERT);
        put(asked.caFile(), account, SettingKey.CA_FILE);
        put(asked.allowPlainHttp(), account, SettingKey.ALLOW_PLAIN_HTTP);
        for (Map.Entry<SettingKey, String> entry : account.entrySet()) {
            SettingsCommands.requireValid(entry.getKey(), entry.getValue(), messages);
        }
        for (Map.Entry<String, SettingValues> known : settings.accounts().entrySet()) {
            SettingValues values = known.getValue();
            if (values.text(SettingKey.URL).equals(Optional.ofNullable(account.get(SettingKey.URL)))
                    && values.text(SettingKey.USER).equals(Optional.ofNullable(account.get(SettingKey.USER)))) {
                return known.getKey();
            }
        }
        Optional<String> waiting = waitingAccount(account, settings);
        if (waiting.isPresent()) {
            for (SettingKey key : List.of(SettingKey.USER, SettingKey.TRUST_CERT, SettingKey.ALLOW_PLAIN_HTTP)) {
                String value = account.get(key);
                if (value != null
                        && settings.account(waiting.get()).orElseThrow().origin(key) != SettingValues.Origin.LOCKED) {
                    service.file().set(key, waiting.get(), value);
                }
            }
            return waiting.get();
        }
        if (!settings.mayChange(Section.ACCOUNT)) {
            throw Refusal.of(messages, "control.locked", "account");
        }
        String host = URI.create(url).getHost();
        String name = freeName(host, settings.accounts());
        account.put(SettingKey.ACCOUNT_NAME, name);
        service.file().add(Section.ACCOUNT, account);
        return name;
    }

    /** One that an administrator has set up at this address, or above it, and in which nobody has signed in yet. */
    private static Optional<String> waitingAccount(Map<SettingKey, String> wanted, Settings settings) {
        String url = wanted.get(SettingKey.URL);
        if (url == null || !wanted.containsKey(SettingKey.USER)) {
            return Optional.empty();
        }
        return settings.accounts().entrySet().stream()
                .filter(entry -> entry.getValue().isPreset(SettingKey.URL)
                        && entry.getValue().origin(SettingKey.USER) != SettingValues.Origin.LOCKED
                        && entry.getValue().text(SettingKey.USER).isEmpty()
                        && PairSettingsFactory.below(entry.getValue(), url).isPresent())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    FolderCommand.FoldersReply pause(FolderCommand.Pause asked, Messages messages)
            throws CommandRefusedException, SettingsProblem.Found, IOException {
        Optional<Instant> until = Optional.empty();
        if (asked.untilTomorrow()) {
            until = Optional.of(LocalDate.now(ZoneId.systemDefault())
                    .plusDays(1)
                    .atTime(MORNING, 0)
                    .atZone(ZoneId.systemDefault())
                    .toInstant());
        } else if (asked.duration().isPresent()) {
            String given = asked.duration().get();
            if (!ValueType.DURATION.accepts(given)) {
                throw Refusal.of(messages, "settings.type.DURATION", "--for");
            }
            Duration time = ValueType.duration(given);
            until = Optional.of(Instant.now().plus(time));
        }
        String text = until.map(Instant::toString).orElse("true");
        List<String> names = names(asked.name(), messages);
        for (String name : names) {
            service.file().set(SettingKey.PAUSED, name, text);
        }
        service.reload();
        tell(names, new Signal.Pause(until));
        return new FolderCommand.FoldersReply(names);
    }

    FolderCommand.FoldersReply resume(FolderCommand.Resume asked, Messages messages)
            throws CommandRefusedException, SettingsProblem.Found, IOException {
        List<String> names = names(asked.name(), messages);
        for (String name : names) {
            service.file().set(SettingKey.PAUSED, name, null);
        }
        service.reload();
        tell(names, new Signal.Resume());
        return new FolderCommand.FoldersReply(names);
    }

    FolderCommand.FoldersReply syncNow(FolderCommand.SyncNow asked, Messages messages) throws CommandRefusedException {
        if (!service.isStarted()) {
            throw Refusal.of(messages, "control.notRunning");
        }
        List<String> names = names(asked.name(), messages);
        for (String name : names) {
            boolean over = service.runs().stream()
                    .anyMatch(run -> run.name().equals(name) && run.folder().isEmpty());
            if (over) {
                service.restart(name);
            }
        }
        Optional<DeletionGuard.Answer> answer = asked.answer().filter(given -> given != DeletionGuard.Answer.NONE);
        if (answer.isPresent()) {
            tell(names, new Signal.Answer(answer.get(), shown(asked.held(), messages)));
        }
        tell(names, new Signal.SyncNow());
        return new FolderCommand.FoldersReply(names);
    }

    /** What was shown to whoever answers: where it is not said, what was held last. */
    private static AnswerScope shown(Optional<List<String>> held, Messages messages) throws CommandRefusedException {
        if (held.isEmpty()) {
            return new AnswerScope.LastHeld();
        }
        Set<RelativePath> paths = new HashSet<>();
        for (String path : held.get()) {
            try {
                paths.add(RelativePath.of(path));
            } catch (IllegalArgumentException e) {
                throw Refusal.of(messages, "control.noPath", path);
            }
        }
        return new AnswerScope.These(paths);
    }

    /** Somebody has signed in: pairs that wait for a password begin anew with it. */
    FolderCommand.FoldersReply signed(FolderCommand.Signed asked, Messages messages) throws CommandRefusedException {
        List<String> names = names(asked.name(), messages);
        if (service.isStarted()) {
            names.forEach(service::restart);
        }
        return new FolderCommand.FoldersReply(names);
    }

    /** The folder that is named; all of them if none is. */
    private List<String> names(Optional<String> name, Messages messages) throws CommandRefusedException {
        if (name.isEmpty()) {
            return List.copyOf(service.settings().folders().keySet());
        }
        if (service.settings().folder(name.get()).isEmpty()) {
            throw Refusal.of(messages, "control.noFolder", name.get());
        }
        return List.of(name.get());
    }

    private void tell(List<String> names, Signal signal) {
        service.runs().stream().filter(run -> names.contains(run.name())).forEach(run -> run.tell(signal));
    }
}
