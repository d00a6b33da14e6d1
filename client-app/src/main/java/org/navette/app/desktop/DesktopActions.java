// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop;

import java.net.URI;
import java.nio.file.Path;

/** What a window asks of the desktop around it. None of it waits. */
public interface DesktopActions {
    /** Opens a file, or a folder, with what the desktop has for it. */
    void open(Path place);

    /** Shows a file in the file manager. */
    void show(Path file);

    void browse(URI page);

    void copy(String text);
}
