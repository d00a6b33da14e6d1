// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.navette.app.api.UpdateReply;
import org.navette.app.settings.SettingKey;
import org.navette.app.settings.SettingValues;
import org.navette.app.settings.Settings;
import org.navette.app.settings.SettingsFile;
import org.navette.app.settings.SettingsProblem;
import org.navette.app.text.Messages;
import org.navette.app.text.Sentences;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.ConnectionSettings;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Records;
import org.navette.engine.port.StoreException;
import org.navette.engine.schedule.RecordsFile;
import org.navette.engine.schedule.Signal;
import org.navette.engine.schedule.SyncFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All folder pairs of a home. Follows the settings: what was changed there begins anew, what stayed goes on. Before
 * {@link #start} nothing runs, and the settings can be worked on all the same.
 */
public final class Service implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final Duration LOOK_AT_SETTINGS = Duration.ofSeconds(5);
    private static final Duration KEEP_RECORDS = Duration.ofDays(400);
    private static final Duration LOOK_AT_UPDATES = Duration.ofMinutes(10);

    private final Path home;
    private final SettingsFile file;
    private final Messages messages;
    private final Records records;
    private final PairSettingsFactory pairs;
    private final Map<String, FolderRun> runs = new LinkedHashMap<>();
    private final Set<String> suspended = new HashSet<>();
    private final Subscriptions subscriptions = new Subscriptions();
    private final UpdateSchedule updates =
            new UpdateSchedule(() -> subscriptions.tell(new ServiceChange.UpdateKnown()));
    private final ScheduledExecutorService chores = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("navette-chores").factory());
    // Read by listeners on threads that whoever holds the lock may be waiting for.
    private volatile Settings settings = Settings.NONE;
    private volatile List<SettingsProblem> complaints = List.of();
    private FileTime seen = FileTime.fromMillis(0);
    private volatile boolean started;
    private Signal.Surroundings surroundings = Signal.Surroundings.USUAL;

    /** @throws StoreException if nothing can be kept in the home */
    public Service(Path home, SettingsFile file, Messages messages) throws StoreException {
        this.home = home;
        this.file = file;
        this.messages = messages;
        this.records = RecordsFile.open(home);
        this.pairs = new PairSettingsFactory(home, messages, records);
    }

    /**
     * Reads the settings, and begins with all pairs.
     *
     * @throws SettingsProblem.Found if the settings cannot be used
     */
    public synchronized void start() throws SettingsProblem.Found {
        Settings read = file.read();
        seen = modified();
        started = true;
        var _ = chores.scheduleWithFixedDelay(
                guarded(this::lookAtSettings),
                LOOK_AT_SETTINGS.toSeconds(),
                LOOK_AT_SETTINGS.toSeconds(),
                TimeUnit.SECONDS);
        var _ = chores.scheduleWithFixedDelay(guarded(this::prune), 1, TimeUnit.DAYS.toMinutes(1), TimeUnit.MINUTES);
        // Not while everything begins.
        var _ = chores.scheduleWithFixedDelay(
                guarded(this::lookAtUpdates), 1, LOOK_AT_UPDATES.toMinutes(), TimeUnit.MINUTES);
        follow(read);
    }

    /** A chore that fails is done again the next time: whoever schedules them drops one that throws, and tells nobody. */
    private static Runnable guarded(Runnable chore) {
        return () -> {
            try {
                chore.run();
            } catch (RuntimeException | Error e) {
                LOG.error("a chore ended unexpectedly", e);
            }
        };
    }

    private void lookAtUpdates() {
        Settings now = settings;
        updates.look(now.update(), pairs.updateLine(now));
    }

    /** What there is to say of newer versions; absent where nobody is to be asked. */
    Optional<UpdateReply> update(Messages language) {
        return updates.tell(settings.update(), language);
    }

    /**
     * Reads the settings, to work on them while nothing runs.
     *
     * @throws SettingsProblem.Found if they cannot be used
     */
    public synchronized void read() throws SettingsProblem.Found {
        settings = file.read();
    }

    private FileTime modified() {
        try {
            return Files.getLastModifiedTime(file.path());
        } catch (IOException e) {
            LOG.debug("there are no settings now", e);
            return FileTime.fromMillis(0);
        }
    }

    private synchronized void lookAtSettings() {
        if (!modified().equals(seen)) {
            reload();
        }
    }

    private void prune() {
        try {
            records.prune(Instant.now().minus(KEEP_RECORDS));
        } catch (StoreException e) {
            LOG.warn("old records could not be removed", e);
        }
    }

    /** Reads the settings again. Those that cannot be used are complained about, and the last good ones stay. */
    public synchronized void reload() {
        seen = modified();
        Settings before = settings;
        List<SettingsProblem> complained = complaints;
        try {
            Settings read = file.read();
            complaints = List.of();
            if (started) {
                follow(read);
            } else {
                settings = read;
            }
        } catch (SettingsProblem.Found e) {
            LOG.warn("the settings cannot be used", e);
            complaints = e.complaints();
        }
        tellOthers(before, complained);
    }

    private void tellOthers(Settings before, List<SettingsProblem> complained) {
        Settings now = settings;
        before.folders().keySet().stream()
                .filter(name -> now.folder(name).isEmpty())
                .forEach(name -> subscriptions.tell(new ServiceChange.FolderRemoved(name)));
        if (!before.update().equals(now.update())) {
            subscriptions.tell(new ServiceChange.UpdateKnown());
            if (started) {
                lookAtUpdates();
            }
        }
        if (!before.equals(now) || !complained.equals(complaints)) {
            subscriptions.tell(new ServiceChange.SettingsChanged());
        }
    }

    private void follow(Settings now) {
        Settings before = settings;
        settings = now;
        for (FolderRun run : List.copyOf(runs.values())) {
            if (!isSame(before, now, run.name())) {
                end(run);
            }
        }
        now.folders().forEach((name, values) -> {
            if (!runs.containsKey(name)) {
                begin(name, values);
            }
        });
    }

    /** Whether a folder goes on as it is: its own values, its account and what holds for all. */
    private static boolean isSame(Settings before, Settings now, String name) {
        Optional<SettingValues> folder = now.folder(name);
        return folder.isPresent()
                && before.folder(name)
                        .map(values -> values.without(SettingKey.PAUSED))
                        .equals(folder.map(values -> values.without(SettingKey.PAUSED)))
                && before.general().text(SettingKey.DEVICE).equals(now.general().text(SettingKey.DEVICE))
                && before.network().equals(now.network())
                && folder.get()
                        .text(SettingKey.ACCOUNT)
                        .filter(account -> before.account(account).equals(now.account(account)))
                        .isPresent();
    }

    private void begin(String name, SettingValues values) {
        if (suspended.contains(name)) {
            return;
        }
        Path root = PairSettingsFactory.root(values);
        FolderRun run = new FolderRun(
                name,
                values,
                records,
                new Sentences(messages),
                () -> ConflictCommands.of(this, name, root),
                subscriptions::tell);
        runs.put(name, run);
        try {
            Optional<SyncFolder.Settings> pair = pairs.of(settings, values);
            if (pair.isPresent()) {
                PairSettingsFactory.makePreset(values, pair.get().pair());
            }
            run.start(pair, surroundings);
        } catch (StoreException e) {
            LOG.warn("{} can't begin", name, e);
            run.failed(e.failure());
        } catch (IOException e) {
            LOG.warn("{} can't begin", name, e);
            run.failed(new Failure.JournalUnusable(String.valueOf(e.getMessage())));
        } catch (IllegalArgumentException e) {
            LOG.warn("{} can't begin", name, e);
            run.failed(new Failure.NotWebDav(String.valueOf(e.getMessage())));
        }
    }

    private void end(FolderRun run) {
        runs.remove(run.name());
        try {
            run.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends a pair and begins anew, as with another password. */
    synchronized void restart(String name) {
        FolderRun run = runs.get(name);
        if (run != null) {
            end(run);
        }
        settings.folder(name).filter(values -> started).ifPresent(values -> begin(name, values));
    }

    /** Ends a pair that is about to be removed; it does not begin anew before {@link #release}. */
    synchronized void suspend(String name) {
        suspended.add(name);
        FolderRun run = runs.get(name);
        if (run != null) {
            end(run);
        }
    }

    /** What was suspended may go on, if it is still in the settings. */
    synchronized void release(String name) {
        suspended.remove(name);
        restart(name);
    }

    /** Tells all pairs something, as that the network is back. */
    public synchronized void tellAll(Signal signal) {
        if (signal instanceof Signal.Surroundings now) {
            surroundings = now;
        }
        runs.values().forEach(run -> run.tell(signal));
    }

    /** @return what ends it */
    AutoCloseable listen(Consumer<ServiceChange> listener) {
        return subscriptions.add(listener);
    }

    /** The running folder pair of a name; absent if none runs. */
    synchronized Optional<FolderRun> run(String name) {
        return Optional.ofNullable(runs.get(name));
    }

    synchronized List<FolderRun> runs() {
        return new ArrayList<>(runs.values());
    }

    Settings settings() {
        return settings;
    }

    List<SettingsProblem> complaints() {
        return complaints;
    }

    boolean isStarted() {
        return started;
    }

    /**
     * Who somebody is at which share, with the password that is kept.
     *
     * @param folder the name of a pair
     * @return absent if there is no such pair, or no password is kept for it
     */
    public Optional<Account> account(String folder) throws IOException {
        return pair(folder).map(pair -> pair.pair().account());
    }

    /** What the engine needs for a folder pair; absent if there is no such pair, or no password is kept for it. */
    Optional<SyncFolder.Settings> pair(String folder) throws IOException {
        Settings now = settings;
        Optional<SettingValues> values = now.folder(folder);
        return values.isEmpty() ? Optional.empty() : pairs.of(now, values.get());
    }

    /** The way to the server of a folder pair as the settings have it now; to any server, if there is no such pair. */
    public ConnectionSettings line(String folder) {
        Settings now = settings;
        SettingValues account = now.folder(folder)
                .flatMap(values -> values.text(SettingKey.ACCOUNT))
                .flatMap(now::account)
                .orElseGet(() -> presetAuthorities(now));
        return pairs.line(now.network(), account);
    }

    /** Of an account that an administrator has set up, whom to trust before anybody has signed in there. */
    private static SettingValues presetAuthorities(Settings now) {
        return now.accounts().values().stream()
                .filter(account -> account.isPreset(SettingKey.URL)
                        && account.text(SettingKey.CA_FILE).isPresent())
                .map(account -> account.without(SettingKey.TRUST_CERT).without(SettingKey.ALLOW_PLAIN_HTTP))
                .findFirst()
                .orElse(SettingValues.NONE);
    }

    /** Where the local folder of a pair is. */
    public static Path rootOf(SettingValues folder) {
        return PairSettingsFactory.root(folder);
    }

    Path home() {
        return home;
    }

    SettingsFile file() {
        return file;
    }

    Records records() {
        return records;
    }

    @Override
    public void close() throws StoreException {
        List<FolderRun> all;
        synchronized (this) {
            started = false;
            chores.shutdownNow();
            updates.close();
            all = new ArrayList<>(runs.values());
            runs.clear();
        }
        all.forEach(run -> run.tell(new Signal.Stop()));
        for (FolderRun run : all) {
            try {
                run.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        records.close();
    }
}
