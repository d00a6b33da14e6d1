// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop.tray.dbus;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** A menu that another program shows (dbus-menu.xml of libdbusmenu, version 3). */
@DBusInterfaceName("com.canonical.dbusmenu")
public interface DbusMenu extends DBusInterface {
    String NAME = "com.canonical.dbusmenu";
    String PATH = "/MenuBar";

    /** The entries below one of them; {@code depth} is how deep, or -1 for all. */
    Layout<UInt32, Item> GetLayout(int parent, int depth, List<String> names);

    List<Properties> GetGroupProperties(List<Integer> ids, List<String> names);

    Variant<?> GetProperty(int id, String name);

    /** {@code kind} is {@code clicked}, {@code opened}, {@code closed} or {@code hovered}. */
    void Event(int id, String kind, Variant<?> data, UInt32 time);

    List<Integer> EventGroup(List<MenuEvent> events);

    boolean AboutToShow(int id);

    ToShow<List<Integer>, List<Integer>> AboutToShowGroup(List<Integer> ids);

    /** The revision of the menu, and its entries. */
    final class Layout<R, I> extends Tuple {
        @Position(0)
        public final R revision;

        @Position(1)
        public final I item;

        public Layout(R revision, I item) {
            this.revision = revision;
            this.item = item;
        }
    }

    /** What has to be asked for anew, and what there is not. */
    final class ToShow<U, E> extends Tuple {
        @Position(0)
        public final U updates;

        @Position(1)
        public final E errors;

        public ToShow(U updates, E errors) {
            this.updates = updates;
            this.errors = errors;
        }
    }

    /** An entry with those below it. */
    final class Item extends Struct {
        static final String SIGNATURE = "(ia{sv}av)";

        @Position(0)
        public final int id;

        @Position(1)
        public final Map<String, Variant<?>> properties;

        @Position(2)
        public final List<Variant<?>> children;

        public Item(int id, Map<String, Variant<?>> properties, List<Variant<?>> children) {
            this.id = id;
            this.properties = properties;
            this.children = children;
        }

        /** As it stands among the children of another one. */
        public Variant<?> wrapped() {
            return new Variant<>(this, SIGNATURE);
        }
    }

    /** The properties of one entry. */
    final class Properties extends Struct {
        @Position(0)
        public final int id;

        @Position(1)
        public final Map<String, Variant<?>> properties;

        public Properties(int id, Map<String, Variant<?>> properties) {
            this.id = id;
            this.properties = properties;
        }
    }

    /** Something that happened to an entry. */
    final class MenuEvent extends Struct {
        @Position(0)
        public final int id;

        @Position(1)
        public final String kind;

        @Position(2)
        public final Variant<?> data;

        @Position(3)
        public final UInt32 time;

        public MenuEvent(int id, String kind, Variant<?> data, UInt32 time) {
            this.id = id;
            this.kind = kind;
            this.data = data;
            this.time = time;
        }
    }

    /** The menu has changed below an entry. */
    class LayoutUpdated extends DBusSignal {
        public LayoutUpdated(String path, UInt32 revision, int parent) throws DBusException {
            super(path, revision, parent);
        }
    }
}
