// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop.tray;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.navette.app.view.StatusIcon;

class PrintableTrayTest {
    private static final String NAME = "a\u001b[2J\r\u009b\u202egpj.exe";
    private static final String SHOWN = "a\\u001B[2J\\u000D\\u009B\\u202Egpj.exe";

    private final List<String> shown = new ArrayList<>();

    private final class Shown implements Tray {
        @Override
        public void show(StatusIcon mood, String sentence, List<MenuEntry> menu) {
            shown.add(sentence);
            menu.forEach(entry -> {
                shown.add(entry.label());
                entry.children().forEach(child -> shown.add(child.label()));
            });
        }

        @Override
        public void announce(String about, String text) {
            shown.add(text);
        }

        @Override
        public void close() {
            shown.add("closed");
        }
    }

    @Test
    void iconMenuAndNotificationsShowNothingThatMovesOtherText() {
        PrintableTray tray = new PrintableTray(new Shown());
        MenuEntry child = new MenuEntry("c", NAME, List.of(), Optional.empty());
        tray.show(StatusIcon.IN_STEP, NAME, List.of(new MenuEntry("m", NAME, List.of(child), Optional.empty())));
        tray.announce("about", NAME);
        assertEquals(List.of(SHOWN, SHOWN, SHOWN, SHOWN), shown);
    }
}
