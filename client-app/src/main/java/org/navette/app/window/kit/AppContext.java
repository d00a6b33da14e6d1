// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.kit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.navette.app.api.NavetteApi;
import org.navette.app.desktop.DesktopActions;
import org.navette.app.text.Messages;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.ConnectionSettings;

/**
 * What the windows are windows of.
 *
 * @param home where Navette keeps what it remembers
 * @param line the way to the server of a folder pair, by its name; for an empty one, to any server
 * @param account who somebody is at the share of a folder pair, by its name; absent if no password is kept
 * @param wayBack how one comes back to a window that was closed
 * @param quit ends everything
 */
public record AppContext(
        NavetteApi navette,
        Messages messages,
        Path home,
        Function<String, ConnectionSettings> line,
        Accounts account,
        Supplier<WayBack> wayBack,
        DesktopActions outside,
        Runnable quit) {
    /** How one comes back to a window that was closed. */
    public enum WayBack {
        /** By the icon in the tray. */
        ICON,
        /** There is none, because this desktop shows no icons: closing the window is the end. */
        NONE,
        /** None is wanted. */
        NOT_WANTED
    }

    /** Finds accounts. */
    @FunctionalInterface
    public interface Accounts {
        /** @throws IOException if the password cannot be read */
        Optional<Account> of(String folder) throws IOException;
    }
}
