// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop.tray;

import java.awt.AWTException;
import java.awt.EventQueue;
import java.awt.Menu;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.navette.app.view.StatusIcon;

/** The tray of Windows and macOS. Never run there so far: there is no such machine to try it on. */
final class AwtTray implements Tray {
    private final Icons icons;
    private final TrayIcon icon;
    private final ExecutorService clicks = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("navette-clicks").factory());

    private AwtTray(Icons icons, TrayIcon icon) {
        this.icons = icons;
        this.icon = icon;
    }

    /** @throws AWTException if there is no tray after all */
    static AwtTray open() throws AWTException {
        int size = SystemTray.getSystemTray().getTrayIconSize().height;
        Icons icons = new Icons();
        AwtTray tray = new AwtTray(icons, new TrayIcon(icons.draw(StatusIcon.IN_STEP, size), "Navette"));
        tray.icon.setImageAutoSize(true);
        SystemTray.getSystemTray().add(tray.icon);
        return tray;
    }

    @Override
    public void show(StatusIcon mood, String sentence, List<MenuEntry> entries) {
        EventQueue.invokeLater(() -> {
            icon.setImage(icons.draw(mood, icon.getSize().height));
            icon.setToolTip("Navette: " + sentence);
            PopupMenu popup = new PopupMenu();
            entries.forEach(entry -> add(entry, popup));
            icon.setPopupMenu(popup);
        });
    }

    private void add(MenuEntry entry, Menu menu) {
        if (entry.isLine()) {
            menu.addSeparator();
        } else if (entry.children().isEmpty()) {
            MenuItem item = new MenuItem(entry.label());
            item.setEnabled(entry.isEnabled());
            entry.action().ifPresent(action -> item.addActionListener(event -> clicks.execute(action)));
            menu.add(item);
        } else {
            Menu below = new Menu(entry.label());
            entry.children().forEach(child -> add(child, below));
            menu.add(below);
        }
    }

    @Override
    public void announce(String about, String text) {
        EventQueue.invokeLater(() -> icon.displayMessage("Navette", text, TrayIcon.MessageType.NONE));
    }

    @Override
    public void close() {
        clicks.shutdownNow();
        SystemTray.getSystemTray().remove(icon);
    }
}
