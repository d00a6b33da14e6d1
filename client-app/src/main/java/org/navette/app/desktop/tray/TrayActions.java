// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop.tray;

import java.net.URI;
import java.nio.file.Path;
import org.navette.app.view.WindowTarget;

/** What the menu can have done. None of it waits. */
interface TrayActions {
    void open(Path place);

    void browse(URI page);

    /** @param folder empty for all */
    void syncNow(String folder);

    /**
     * @param folder empty for all
     * @param time as the command {@code pause} takes it: {@code 1h}, {@code tomorrow}; empty until somebody resumes
     */
    void pause(String folder, String time);

    /** @param folder empty for all */
    void resume(String folder);

    /** Shows the window. */
    void show(WindowTarget wanted);

    void quit();
}
