// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop.tray.dbus;

import java.util.List;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;

/** What is said to whoever points at the icon. */
public final class ToolTip extends Struct {
    @Position(0)
    public final String iconName = "";

    @Position(1)
    public final List<Pixmap> icon = List.of();

    @Position(2)
    public final String title;

    @Position(3)
    public final String text;

    public ToolTip(String title, String text) {
        this.title = title;
        this.text = text;
    }
}
