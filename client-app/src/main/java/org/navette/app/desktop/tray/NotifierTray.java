// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop.tray;

import com.google.common.html.HtmlEscapers;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBus;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.navette.app.desktop.Flatpak;
import org.navette.app.desktop.tray.dbus.DbusMenu;
import org.navette.app.desktop.tray.dbus.Notifications;
import org.navette.app.desktop.tray.dbus.StatusNotifierItem;
import org.navette.app.desktop.tray.dbus.StatusNotifierWatcher;
import org.navette.app.view.StatusIcon;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tray of a Linux desktop: KDE, XFCE, Cinnamon, MATE, and GNOME with the AppIndicator extension. */
final class NotifierTray implements Tray {
    private static final Logger LOG = LoggerFactory.getLogger(NotifierTray.class);

    private final DBusConnection bus;
    private final String name;
    private final ExecutorService clicks = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("navette-clicks").factory());
    private final Map<String, UInt32> announced = new ConcurrentHashMap<>();
    private final NotifierItem item = new NotifierItem();
    private final NotifierMenu menu = new NotifierMenu(clicks);

    private NotifierTray(DBusConnection bus, String name) {
        this.bus = bus;
        this.name = name;
    }

    /** @throws DBusException if there is no desktop session to be shown in */
    static NotifierTray open() throws DBusException {
        DBusConnection bus =
                DBusConnectionBuilder.forSessionBus().withShared(false).build();
        // Within a Flatpak all have the same number, and none may have a name: there it goes by what the bus calls it.
        boolean flatpak = Flatpak.isRunning();
        String name = flatpak
                ? bus.getUniqueName()
                : StatusNotifierItem.NAME + "-" + ProcessHandle.current().pid() + "-1";
        NotifierTray tray = new NotifierTray(bus, name);
        bus.exportObject(StatusNotifierItem.PATH, tray.item);
        bus.exportObject(DbusMenu.PATH, tray.menu);
        if (!flatpak) {
            bus.requestBusName(name);
        }
        // A panel that starts later, or anew, is found as well.
        bus.addSigHandler(DBus.NameOwnerChanged.class, signal -> {
            if (signal.name.equals(StatusNotifierWatcher.NAME) && !signal.newOwner.isEmpty()) {
                tray.clicks.execute(tray::register);
            }
        });
        tray.register();
        return tray;
    }

    private void register() {
        try {
            bus.getRemoteObject(StatusNotifierWatcher.NAME, StatusNotifierWatcher.PATH, StatusNotifierWatcher.class)
                    .RegisterStatusNotifierItem(name);
        } catch (DBusException | DBusExecutionException e) {
            LOG.info("no panel shows icons now; the icon comes when there is one: {}", e.toString());
        }
    }

    @Override
    public void show(StatusIcon mood, String sentence, List<MenuEntry> entries) {
        item.show(mood, sentence);
        int revision = menu.show(entries);
        try {
            send(new StatusNotifierItem.NewIcon(StatusNotifierItem.PATH));
            send(new StatusNotifierItem.NewToolTip(StatusNotifierItem.PATH));
            send(new DbusMenu.LayoutUpdated(DbusMenu.PATH, new UInt32(revision), 0));
        } catch (DBusException e) {
            LOG.warn("the icon could not be changed", e);
        }
    }

    @Override
    public void announce(String about, String text) {
        UInt32 replaced = announced.getOrDefault(about, new UInt32(0));
        // What a file is called must not be taken for markup.
        String plain = HtmlEscapers.htmlEscaper().escape(text);
        try {
            UInt32 number = bus.getRemoteObject(Notifications.NAME, Notifications.PATH, Notifications.class)
                    .Notify("Navette", replaced, "", "Navette", plain, List.of(), Map.of(), -1);
            announced.put(about, number);
        } catch (DBusException | DBusExecutionException e) {
            LOG.info("this desktop shows no notifications: {}", e.toString());
        }
    }

    private void send(DBusSignal signal) {
        bus.sendMessage(signal);
    }

    @Override
    public void close() {
        clicks.shutdownNow();
        try {
            bus.close();
        } catch (IOException e) {
            LOG.debug("the bus did not close", e);
        }
    }
}
