# SPDX-License-Identifier: GPL-3.0-or-later
"""A file manager with nothing but the part that extensions see, for Nautilus with its real types.

Loads the extension as nautilus-python and its relatives do: the host's library first, then the file, then each class that
implements one of its interfaces. Obeys one JSON order a line, and answers with one JSON value a line.
"""
import importlib.util
import json
import sys
import types

import gi
from gi.repository import Gio, GLib, GObject

host_name, extension_file = sys.argv[1:]
done = {}


class StubItem(GObject.GObject):
    __gsignals__ = {"activate": (GObject.SignalFlags.RUN_LAST, None, ())}
    name = GObject.Property(type=str)
    label = GObject.Property(type=str)
    tip = GObject.Property(type=str)
    sensitive = GObject.Property(type=bool, default=True)
    menu = GObject.Property(type=GObject.Object)

    def set_submenu(self, menu):
        self.menu = menu


class StubMenu(GObject.GObject):
    def __init__(self):
        super().__init__()
        self.items = []

    def append_item(self, item):
        self.items.append(item)

    def get_items(self):
        return self.items


class StubInfoProvider(GObject.GInterface):
    pass


class StubMenuProvider(GObject.GInterface):
    pass


def complete(closure, provider, handle, result):
    closure(result)


if host_name == "Nautilus":
    gi.require_version("Nautilus", "4.0")
    from gi.repository import Nautilus as host
    host.info_provider_update_complete_invoke = complete
else:
    host = types.ModuleType("gi.repository." + host_name)
    host.MenuItem = StubItem
    host.Menu = StubMenu
    host.InfoProvider = StubInfoProvider
    host.MenuProvider = StubMenuProvider
    host.OperationResult = types.SimpleNamespace(COMPLETE="complete", IN_PROGRESS="in progress")
    host.info_provider_update_complete_invoke = complete
    sys.modules["gi.repository." + host_name] = host


class File:
    """One that is shown."""

    def __init__(self, path):
        self.path = path
        self.emblems = []
        self.again = False

    def get_location(self):
        return Gio.File.new_for_path(self.path)

    def add_emblem(self, name):
        self.emblems.append(name)

    def invalidate_extension_info(self):
        self.again = True


spec = importlib.util.spec_from_file_location("navette_files", extension_file)
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
module.copy = lambda text: done.__setitem__("copied", text)
Gio.AppInfo.launch_default_for_uri = lambda uri, context: done.__setitem__("opened", uri)
classes = [
    each for each in vars(module).values()
    if isinstance(each, type) and issubclass(each, GObject.GObject) and issubclass(each, host.MenuProvider)]
assert len(classes) == 1, classes
extension = classes[0]()
loop = GLib.MainLoop()
shown = {}


def emblem(path):
    """What is shown of a file, once the extension has said so."""
    file = shown[path] = File(path)
    result = extension.update_file_info_full(
        extension, object(), lambda result: loop.quit(), file)
    if result == host.OperationResult.IN_PROGRESS:
        loop.run()
    return file.emblems


def submenu(item):
    return item.get_property("menu")


def tree(items):
    return [
        {"name": item.get_property("name"), "label": item.get_property("label"),
         "tip": item.get_property("tip"),
         "sensitive": item.get_property("sensitive"),
         "items": tree(submenu(item).get_items()) if submenu(item) else []}
        for item in items]


def all_items(items):
    for item in items:
        yield item
        if submenu(item):
            yield from all_items(submenu(item).get_items())


def activate(path, name):
    for item in all_items(extension.get_file_items([File(path)])):
        if item.get_property("name") == name:
            item.emit("activate")
            return dict(done)
    return "no such item"


def again(path):
    """Whether the extension had a file looked at again."""
    while GLib.MainContext.default().iteration(False):
        pass
    return shown[path].again


ORDERS = {
    "emblem": emblem,
    "menu": lambda path: tree(extension.get_file_items([File(path)])),
    "activate": activate,
    "again": again,
}
for line in sys.stdin:
    order, *arguments = json.loads(line)
    print(json.dumps(ORDERS[order](*arguments)), flush=True)
