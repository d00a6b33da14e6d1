// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.navette.app.control.Dispatcher;
import org.navette.app.text.Messages;
import org.navette.engine.dav.Line;

/**
 * What the windows are windows of.
 *
 * @param home where Navette keeps what it remembers
 * @param line the way to the server of a folder pair, by its name; for an empty one, to any server
 * @param inTray whether there is an icon to come back by; without one, closing the window is the end
 * @param quit ends everything
 */
public record Program(
        Dispatcher navette,
        Messages messages,
        Path home,
        Function<String, Line> line,
        BooleanSupplier inTray,
        Outside outside,
        Runnable quit) {}
