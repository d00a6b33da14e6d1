// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop.tray;

import java.util.List;
import org.navette.app.text.Printable;
import org.navette.app.view.StatusIcon;

/** Another tray, which is given nothing but {@link Printable} words: names of files come from strangers. */
record PrintableTray(Tray tray) implements Tray {
    @Override
    public void show(StatusIcon mood, String sentence, List<MenuEntry> menu) {
        tray.show(mood, Printable.of(sentence), printable(menu));
    }

    private static List<MenuEntry> printable(List<MenuEntry> entries) {
        return entries.stream()
                .map(entry -> new MenuEntry(
                        entry.key(), Printable.of(entry.label()), printable(entry.children()), entry.action()))
                .toList();
    }

    @Override
    public void announce(String about, String text) {
        tray.announce(about, Printable.of(text));
    }

    @Override
    public void close() {
        tray.close();
    }
}
