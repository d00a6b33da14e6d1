// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop.tray;

import java.util.List;
import java.util.Optional;

/**
 * A line of the menu.
 *
 * @param key names it for as long as it means the same, so that a click never hits what came in its place
 * @param label empty for a line between groups
 * @param action what a click does; absent for what is only to be read, and for what has entries below it
 */
record MenuEntry(String key, String label, List<MenuEntry> children, Optional<Runnable> action) {
    MenuEntry {
        children = List.copyOf(children);
    }

    static MenuEntry line(String key) {
        return new MenuEntry(key, "", List.of(), Optional.empty());
    }

    static MenuEntry text(String key, String label) {
        return new MenuEntry(key, label, List.of(), Optional.empty());
    }

    static MenuEntry does(String key, String label, Runnable action) {
        return new MenuEntry(key, label, List.of(), Optional.of(action));
    }

    static MenuEntry opens(String key, String label, List<MenuEntry> children) {
        return new MenuEntry(key, label, children, Optional.empty());
    }

    boolean isLine() {
        return label.isEmpty();
    }

    boolean isEnabled() {
        return action.isPresent() || !children.isEmpty();
    }
}
