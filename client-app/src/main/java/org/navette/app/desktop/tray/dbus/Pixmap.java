// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop.tray.dbus;

import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;

/** An image: ARGB, four bytes a pixel, in network byte order. */
public final class Pixmap extends Struct {
    @Position(0)
    public final int width;

    @Position(1)
    public final int height;

    @Position(2)
    public final byte[] pixels;

    public Pixmap(int width, int height, byte[] pixels) {
        this.width = width;
        this.height = height;
        this.pixels = pixels.clone();
    }
}
