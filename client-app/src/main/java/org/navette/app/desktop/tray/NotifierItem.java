// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop.tray;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;
import org.navette.app.desktop.tray.dbus.DbusMenu;
import org.navette.app.desktop.tray.dbus.Pixmap;
import org.navette.app.desktop.tray.dbus.StatusNotifierItem;
import org.navette.app.desktop.tray.dbus.ToolTip;
import org.navette.app.view.StatusIcon;

/** The icon as the desktop asks for it. */
final class NotifierItem extends ReadOnlyProperties implements StatusNotifierItem {
    /** Of panels, and of those with twice and more pixels. */
    private static final List<Integer> SIZES = List.of(16, 22, 24, 32, 48, 64);

    private final Icons icons = new Icons();
    private StatusIcon mood = StatusIcon.IN_STEP;
    private List<Pixmap> pixmaps = pixmaps(mood);
    private String sentence = "";

    synchronized void show(StatusIcon now, String words) {
        if (mood != now) {
            mood = now;
            pixmaps = pixmaps(now);
        }
        sentence = words;
    }

    /** A left click: the menu is shown by whoever shows the icon. */
    @Override
    public void Activate(int x, int y) {}

    @Override
    public void SecondaryActivate(int x, int y) {}

    @Override
    public void ContextMenu(int x, int y) {}

    @Override
    public void Scroll(int delta, String orientation) {}

    @Override
    public synchronized Map<String, Variant<?>> GetAll(String owner) {
        Map<String, Variant<?>> all = new HashMap<>();
        all.put("Category", new Variant<>("ApplicationStatus"));
        all.put("Id", new Variant<>("navette"));
        all.put("Title", new Variant<>("Navette"));
        all.put("Status", new Variant<>("Active"));
        all.put("WindowId", new Variant<>(0));
        all.put("IconName", new Variant<>(""));
        all.put("IconPixmap", new Variant<>(pixmaps, "a(iiay)"));
        all.put("ToolTip", new Variant<>(new ToolTip("Navette", sentence), "(sa(iiay)ss)"));
        all.put("ItemIsMenu", new Variant<>(true));
        all.put("Menu", new Variant<>(new DBusPath(DbusMenu.PATH)));
        return all;
    }

    private List<Pixmap> pixmaps(StatusIcon drawn) {
        return SIZES.stream().map(size -> pixmap(drawn, size)).toList();
    }

    private Pixmap pixmap(StatusIcon drawn, int size) {
        BufferedImage image = icons.draw(drawn, size);
        ByteBuffer pixels = ByteBuffer.allocate(size * size * Integer.BYTES);
        for (int pixel : image.getRGB(0, 0, size, size, null, 0, size)) {
            pixels.putInt(pixel);
        }
        return new Pixmap(size, size, pixels.array());
    }

    @Override
    public String getObjectPath() {
        return PATH;
    }
}
