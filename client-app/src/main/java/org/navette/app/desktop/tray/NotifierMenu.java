// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop.tray;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.navette.app.desktop.tray.dbus.DbusMenu;

/** The menu as the desktop asks for it. An entry keeps its number for as long as it has its key. */
final class NotifierMenu extends ReadOnlyProperties implements DbusMenu {
    private static final int ROOT = 0;

    private final ExecutorService clicks;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Integer, MenuEntry> entries = new HashMap<>();
    private int last = ROOT;
    private int revision;

    /** @param clicks where what a click does is run: never on the thread of the bus */
    NotifierMenu(ExecutorService clicks) {
        this.clicks = clicks;
        show(List.of());
    }

    /** @return the number of this version of the menu */
    synchronized int show(List<MenuEntry> menu) {
        entries.clear();
        add(MenuEntry.opens("", "", menu), ROOT);
        return ++revision;
    }

    private void add(MenuEntry entry, int id) {
        entries.put(id, entry);
        entry.children().forEach(child -> add(child, number(child.key())));
    }

    private int number(String key) {
        return numbers.computeIfAbsent(key, fresh -> ++last);
    }

    @Override
    public synchronized Layout<UInt32, Item> GetLayout(int parent, int depth, List<String> names) {
        MenuEntry entry = entries.getOrDefault(parent, MenuEntry.line(""));
        return new Layout<>(new UInt32(revision), item(parent, entry, depth));
    }

    private Item item(int id, MenuEntry entry, int depth) {
        List<Variant<?>> children = new ArrayList<>();
        if (depth != 0) {
            for (MenuEntry child : entry.children()) {
                children.add(item(number(child.key()), child, depth - 1).wrapped());
            }
        }
        return new Item(id, properties(id, entry), children);
    }

    private static Map<String, Variant<?>> properties(int id, MenuEntry entry) {
        Map<String, Variant<?>> properties = new HashMap<>();
        if (id != ROOT && entry.isLine()) {
            properties.put("type", new Variant<>("separator"));
        } else if (id != ROOT) {
            // One underscore marks the letter of a shortcut; two are one to be shown.
            properties.put("label", new Variant<>(entry.label().replace("_", "__")));
            properties.put("enabled", new Variant<>(entry.isEnabled()));
        }
        if (!entry.children().isEmpty()) {
            properties.put("children-display", new Variant<>("submenu"));
        }
        return properties;
    }

    @Override
    public synchronized List<DbusMenu.Properties> GetGroupProperties(List<Integer> ids, List<String> names) {
        List<DbusMenu.Properties> all = new ArrayList<>();
        for (Integer id : ids.isEmpty() ? List.copyOf(entries.keySet()) : ids) {
            MenuEntry entry = entries.get(id);
            if (entry != null) {
                all.add(new DbusMenu.Properties(id, properties(id, entry)));
            }
        }
        return all;
    }

    @Override
    public synchronized Variant<?> GetProperty(int id, String name) {
        MenuEntry entry = entries.getOrDefault(id, MenuEntry.line(""));
        return properties(id, entry).getOrDefault(name, new Variant<>(""));
    }

    @Override
    public synchronized void Event(int id, String kind, Variant<?> data, UInt32 time) {
        MenuEntry entry = entries.get(id);
        if (entry != null && kind.equals("clicked")) {
            entry.action().ifPresent(clicks::execute);
        }
    }

    @Override
    public synchronized List<Integer> EventGroup(List<MenuEvent> events) {
        List<Integer> unknown = new ArrayList<>();
        for (MenuEvent event : events) {
            if (entries.containsKey(event.id)) {
                Event(event.id, event.kind, event.data, event.time);
            } else {
                unknown.add(event.id);
            }
        }
        return unknown;
    }

    @Override
    public boolean AboutToShow(int id) {
        return false;
    }

    @Override
    public ToShow<List<Integer>, List<Integer>> AboutToShowGroup(List<Integer> ids) {
        return new ToShow<>(List.of(), List.of());
    }

    @Override
    public Map<String, Variant<?>> GetAll(String owner) {
        return Map.of(
                "Version", new Variant<>(new UInt32(3)),
                "TextDirection", new Variant<>("ltr"),
                "Status", new Variant<>("normal"),
                "IconThemePath", new Variant<>(new String[0], "as"));
    }

    @Override
    public String getObjectPath() {
        return PATH;
    }
}
