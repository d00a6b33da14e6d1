// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.text;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** The program's words, in the language of the session: English or French. */
public final class Messages {
    public static final String BUNDLE = "org.navette.app.messages";

    private final Locale locale;
    private final ResourceBundle bundle;

    public Messages(Locale locale) {
        this.locale = locale;
        // English is the bundle without a language; the machine's default must not stand in for it.
        this.bundle = ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
    }

    /**
     * In the language that the session names (POSIX {@code LC_ALL}, {@code LC_MESSAGES}, {@code LANG}), even where the
     * system has no data for it, as on a minimal installation; elsewhere in the system's.
     */
    public static Messages ofSession() {
        return new Messages(sessionLocale(System.getenv(), Locale.getDefault(Locale.Category.DISPLAY)));
    }

    static Locale sessionLocale(Map<String, String> environment, Locale system) {
        for (String variable : List.of("LC_ALL", "LC_MESSAGES", "LANG")) {
            String value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) {
                String tag = value.replaceFirst("[.@].*", "").replace('_', '-');
                return tag.equals("C") || tag.equals("POSIX") ? system : Locale.forLanguageTag(tag);
            }
        }
        return system;
    }

    /** The text of a key with its values in place, formatted for the language. */
    public String text(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), locale).format(values);
    }

    /** A number of bytes as a person says it: {@code 1.2 MB}. */
    public String bytes(long bytes) {
        if (bytes < 1000) {
            return text("size.bytes", bytes);
        }
        String[] keys = {"size.kb", "size.mb", "size.gb", "size.tb"};
        double value = bytes;
        int unit = -1;
        while (value >= 999.5 && unit < keys.length - 1) {
            value /= 1000;
            unit++;
        }
        return text(keys[unit], value);
    }

    public ResourceBundle bundle() {
        return bundle;
    }
}
