// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.navette.engine.dav.ConnectionSettings;

/** A proxy as people write it: {@code HOST:PORT}. */
public final class ProxyAddress {
    private static final Pattern FORM = Pattern.compile("(?:http://)?([^:/@\\s]+|\\[[0-9a-fA-F:.]+]):(\\d{1,5})/?");
    private static final int LAST_PORT = 65_535;

    private ProxyAddress() {}

    /** Absent if that is none. */
    public static Optional<ConnectionSettings.Proxy> read(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() && Integer.parseInt(form.group(2)) <= LAST_PORT
                ? Optional.of(
                        new ConnectionSettings.Proxy(form.group(1), Integer.parseInt(form.group(2)), Optional.empty()))
                : Optional.empty();
    }
}
