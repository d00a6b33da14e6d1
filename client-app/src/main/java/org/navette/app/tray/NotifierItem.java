// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.tray;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.Variant;
import org.navette.app.tray.dbus.DbusMenu;
import org.navette.app.tray.dbus.Pixmap;
import org.navette.app.tray.dbus.StatusNotifierItem;
import org.navette.app.tray.dbus.ToolTip;
import org.navette.app.view.Mood;

/** The icon as the desktop asks for it. */
final class NotifierItem implements StatusNotifierItem, Properties {
    /** Of panels, and of those with twice and more pixels. */
    private static final List<Integer> SIZES = List.of(16, 22, 24, 32, 48, 64);

    private final Icons icons = new Icons();
    private Mood mood = Mood.IN_STEP;
    private String sentence = "";

    synchronized void show(Mood now, String words) {
        mood = now;
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
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as the library has it
    public <A> A Get(String owner, String name) {
        return (A) GetAll(owner).getOrDefault(name, new Variant<>(""));
    }

    @Override
    public <A> void Set(String owner, String name, A value) {
        // Nothing here can be set by others.
    }

    @Override
    public synchronized Map<String, Variant<?>> GetAll(String owner) {
        Map<String, Variant<?>> all = new HashMap<>();
        all.put("Category", new Variant<>("ApplicationStatus"));
        all.put("Id", new Variant<>("navette"));
        all.put("Title", new Variant<>("Navette"));
        all.put("Status", new Variant<>("Active"));
        all.put("WindowId", new Variant<>(0));
        all.put("IconName", new Variant<>(""));
        all.put("IconPixmap", new Variant<>(SIZES.stream().map(this::pixmap).toList(), "a(iiay)"));
        all.put("ToolTip", new Variant<>(new ToolTip("Navette", sentence), "(sa(iiay)ss)"));
        all.put("ItemIsMenu", new Variant<>(true));
        all.put("Menu", new Variant<>(new DBusPath(DbusMenu.PATH)));
        return all;
    }

    private Pixmap pixmap(int size) {
        BufferedImage image = icons.draw(mood, size);
        ByteBuffer pixels = ByteBuffer.allocate(size * size * Integer.BYTES);
        for (int pixel : image.getRGB(0, 0, size, size, null, 0, size)) {
            pixels.putInt(pixel);
        }
        return new Pixmap(size, size, pixels.array());
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    @Override
    public String getObjectPath() {
        return PATH;
    }
}
