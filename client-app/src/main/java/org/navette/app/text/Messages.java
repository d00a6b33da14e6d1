// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.text;

import java.text.MessageFormat;
import java.util.Date;
import java.util.Locale;
import java.util.ResourceBundle;

/** The program's words, in the language of the session: English or French. */
public final class Messages {
    public static final String BUNDLE = "org.navette.app.messages";

    private final Locale locale;
    private final ResourceBundle bundle;

    public Messages(Locale locale) {
        // English is the bundle without a language; the machine's default must not stand in for it.
        this(
                locale,
                ResourceBundle.getBundle(
                        BUNDLE,
                        locale,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT)));
    }

    /** Words of one's own, for a language. */
    public Messages(Locale locale, ResourceBundle bundle) {
        this.locale = locale;
        this.bundle = bundle;
    }

    /**
     * In the language of the session, even where the system has no data for it, as on a minimal installation: the
     * launchers hand its POSIX locale over in {@code navette.locale}, since they need the environment for UTF-8.
     */
    public static Messages ofSession() {
        return new Messages(
                sessionLocale(System.getProperty("navette.locale", ""), Locale.getDefault(Locale.Category.DISPLAY)));
    }

    static Locale sessionLocale(String posix, Locale system) {
        String tag = posix.replaceFirst("[.@].*", "").replace('_', '-');
        return tag.isEmpty() || tag.equals("C") || tag.equals("POSIX") ? system : Locale.forLanguageTag(tag);
    }

    /**
     * The text of a key with its values in place, formatted for the language. Values that are words may come from anybody: they are made
     * {@link Printable}.
     */
    public String text(String key, Object... values) {
        Object[] safe = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            safe[i] = values[i] instanceof Number || values[i] instanceof Date
                    ? values[i]
                    : Printable.of(String.valueOf(values[i]));
        }
        return new MessageFormat(bundle.getString(key), locale).format(safe);
    }

    /** The text of a key; another one if there is no such key. */
    public String textOr(String key, String otherwise, Object... values) {
        return bundle.containsKey(key) ? text(key, values) : otherwise;
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

    /** The language. */
    public Locale locale() {
        return locale;
    }

    public ResourceBundle bundle() {
        return bundle;
    }
}
