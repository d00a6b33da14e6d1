# SPDX-License-Identifier: GPL-3.0-or-later
"""A system bus of its own with NetworkManager, UPower and logind as python-dbusmock plays them.

Prints the address of the bus, then obeys one order a line: "metered N", "state N", "battery 0|1", "sleep 0|1".
"""
import os
import sys

import dbus
import dbusmock

NETWORK = "org.freedesktop.NetworkManager"
POWER = "org.freedesktop.UPower"
LOGIN = "org.freedesktop.login1"


class Bus(dbusmock.DBusTestCase):
    """The bus and who is on it."""


Bus.setUpClass()
Bus.start_system_bus()
network, _ = Bus.spawn_server_template("networkmanager", {})
network_mock = Bus.get_dbus(system_bus=True).get_object(NETWORK, "/org/freedesktop/NetworkManager")
power, power_mock = Bus.spawn_server_template("upower", {"OnBattery": False})
login, login_mock = Bus.spawn_server_template("logind", {})
network_mock.AddProperty(NETWORK, "Metered", dbus.UInt32(4), dbus_interface=dbusmock.MOCK_IFACE)
print(os.environ["DBUS_SYSTEM_BUS_ADDRESS"], flush=True)

try:
    for line in sys.stdin:
        order, value = line.split()
        if order == "metered":
            network_mock.UpdateProperties(
                NETWORK, {"Metered": dbus.UInt32(int(value))}, dbus_interface=dbusmock.MOCK_IFACE)
        elif order == "state":
            network_mock.SetGlobalConnectionState(dbus.UInt32(int(value)), dbus_interface=dbusmock.MOCK_IFACE)
        elif order == "battery":
            power_mock.UpdateProperties(POWER, {"OnBattery": value == "1"}, dbus_interface=dbusmock.MOCK_IFACE)
        elif order == "sleep":
            login_mock.EmitSignal(
                LOGIN + ".Manager", "PrepareForSleep", "b", [value == "1"], dbus_interface=dbusmock.MOCK_IFACE)
        else:
            sys.exit("not an order: " + line)
        print("done", flush=True)
finally:
    for server in (network, power, login):
        server.terminate()
        server.wait()
    Bus.tearDownClass()
