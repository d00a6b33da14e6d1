// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.text;

import java.util.Locale;

/** Names of constants as programs read them: {@code moved-remote}. */
public final class EnumNames {
    private EnumNames() {}

    /** In small letters, with hyphens. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
