// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.AddressResolvingException;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.exceptions.InvalidBusAddressException;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.interfaces.Properties.PropertiesChanged;
import org.freedesktop.dbus.types.Variant;
import org.navette.engine.schedule.Signal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of the network, the power and sleep from NetworkManager, UPower and logind. Where one of them, or the bus, is not
 * there, nothing is heard, and nothing depends on it: the folders find out by trying, and by their clocks.
 */
public final class SystemSignals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SystemSignals.class);

    private final Consumer<Signal> told;
    private final NetworkAndPower state = new NetworkAndPower();
    private Optional<DBusConnection> bus = Optional.empty();

    private SystemSignals(Consumer<Signal> told) {
        this.told = told;
    }

    /** @param told called from a thread of the bus */
    public static SystemSignals listen(Consumer<Signal> told) {
        SystemSignals signals = new SystemSignals(told);
        if (isLinux()) {
            try {
                signals.connect();
            } catch (DBusException | AddressResolvingException | InvalidBusAddressException e) {
                LOG.info("no signals of network and sleep: {}", e.toString());
            }
        }
        return signals;
    }

    /** Whether this is a system whose desktops talk over D-Bus. */
    public static boolean isLinux() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    }

    private void connect() throws DBusException {
        DBusConnection connection =
                DBusConnectionBuilder.forSystemBus().withShared(false).build();
        bus = Optional.of(connection);
        connection.addSigHandler(PropertiesChanged.class, this::changed);
        connection.addSigHandler(LoginManager.PrepareForSleep.class, signal -> {
            if (!signal.begins()) {
                told.accept(new Signal.WokeUp());
            }
        });
        ask(connection, NetworkAndPower.NETWORK_MANAGER, "/org/freedesktop/NetworkManager", "State", "Metered");
        ask(connection, NetworkAndPower.UPOWER, "/org/freedesktop/UPower", "OnBattery");
        told.accept(state.now());
    }

    private void changed(PropertiesChanged signal) {
        String service = signal.getInterfaceName();
        if (List.of(NetworkAndPower.NETWORK_MANAGER, NetworkAndPower.UPOWER).contains(service)) {
            Map<String, Object> values = new HashMap<>();
            signal.getPropertiesChanged().forEach((name, value) -> values.put(name, plain(value)));
            told.accept(state.take(service, values));
        }
    }

    private void ask(DBusConnection connection, String service, String path, String... names) {
        try {
            Properties properties = connection.getRemoteObject(service, path, Properties.class);
            for (String name : names) {
                Object value = properties.Get(service, name);
                state.take(service, Map.of(name, plain(value)));
            }
        } catch (DBusException | DBusExecutionException e) {
            LOG.debug("{} does not answer", service, e);
        }
    }

    private static Object plain(Object value) {
        return value instanceof Variant<?> variant ? variant.getValue() : value;
    }

    @Override
    public void close() {
        if (bus.isPresent()) {
            try {
                bus.get().close();
            } catch (IOException e) {
                LOG.debug("the bus did not close", e);
            }
        }
    }
}
