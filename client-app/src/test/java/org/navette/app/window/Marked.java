// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window;

import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.ResourceBundle;
import org.navette.app.text.Messages;

/** The program's words in English, each in brackets and a good deal longer: what is shown without them is no word of these. */
final class Marked extends ResourceBundle {
    static final String MARK = "⟦";
    private static final String LONGER = " und noch etwas länger";

    private final ResourceBundle english = new Messages(Locale.ENGLISH).bundle();
    private final boolean longer;

    private Marked(boolean longer) {
        this.longer = longer;
    }

    static Messages messages() {
        return new Messages(Locale.ENGLISH, new Marked(false));
    }

    /** As long as words of other languages get. */
    static Messages longMessages() {
        return new Messages(Locale.ENGLISH, new Marked(true));
    }

    @Override
    protected Object handleGetObject(String key) {
        String text = english.getString(key);
        if (key.equals("ui.charts.day") || key.equals("conflict.word") || key.startsWith("size.")) {
            return text;
        }
        return MARK + text
                + (longer && text.length() < 60
                        ? LONGER.substring(0, Math.min(LONGER.length(), 3 + text.length() / 3))
                        : "")
                + "⟧";
    }

    @Override
    public boolean containsKey(String key) {
        return english.containsKey(key);
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(english.keySet());
    }
}
