// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.Event;
import org.navette.app.api.FolderCommand;
import org.navette.app.api.SettingsCommand;
import org.navette.app.api.ShowWindow;
import org.navette.app.settings.SettingsFile;
import org.navette.app.text.Messages;

/** Whoever listens hears what changed, and how it is now. No server is needed: nothing answers at that address. */
@Timeout(60)
class ServiceEventsTest {
    @TempDir
    private Path place;

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private Path folder = Path.of("");
    private Service service;
    private Commands navette;
    private AutoCloseable subscription;

    @BeforeEach
    void begin() throws Exception {
        Path home = place.resolve("home");
        folder = Files.createDirectories(place.toRealPath().resolve("Photos"));
        service = new Service(home, new SettingsFile(home, place.resolve("no-policy")), new Messages(Locale.ENGLISH));
        navette = new Commands(service);
        service.start();
        subscription = navette.subscribe(Locale.ENGLISH, events::add);
        navette.run(FolderCommand.Add.of(folder, "http://127.0.0.1:1/dav/"), Locale.ENGLISH);
    }

    @AfterEach
    void end() throws Exception {
        subscription.close();
        service.close();
    }

    /** The next of a kind; the others stay, as threads tell in any order. */
    private <E extends Event> E next(Class<E> type) throws InterruptedException {
        List<Event> others = new ArrayList<>();
        Event event = events.poll(30, TimeUnit.SECONDS);
        while (!type.isInstance(event)) {
            assertNotNull(event, "no " + type + " after " + others);
            others.add(event);
            event = events.poll(30, TimeUnit.SECONDS);
        }
        events.addAll(others);
        return type.cast(event);
    }

    @Test
    void aFolderComesAndGoes() throws Exception {
        Event.Status added = next(Event.Status.class);
        assertEquals("Photos", added.folder().name());
        assertEquals(folder, added.folder().local());
        assertEquals(new Event.SettingsChanged(), next(Event.SettingsChanged.class));
        navette.run(new FolderCommand.Remove("Photos", false, false), Locale.ENGLISH);
        assertEquals(new Event.Removed("Photos"), next(Event.Removed.class));
        assertEquals(new Event.SettingsChanged(), next(Event.SettingsChanged.class));
    }

    @Test
    void whoeverLooksAfterNewerVersionsIsToldWhoIsAsked() throws Exception {
        navette.run(
                new SettingsCommand.Set("update.url", Optional.of("https://updates.example/navette.toml")),
                Locale.ENGLISH);
        assertEquals(
                new Messages(Locale.ENGLISH).text("update.noKey"),
                next(Event.Update.class).update().orElseThrow().sentence());
        navette.run(new SettingsCommand.Set("update.url", Optional.empty()), Locale.ENGLISH);
        assertEquals(new Event.Update(Optional.empty()), next(Event.Update.class));
    }

    @Test
    void withoutAWindowNoneIsShown() {
        assertThrows(
                CommandRefusedException.class,
                () -> navette.run(new ShowWindow(Optional.empty(), Optional.empty()), Locale.ENGLISH));
    }
}
