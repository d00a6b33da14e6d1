# SPDX-License-Identifier: GPL-3.0-or-later
"""Emblems and a menu of Navette in Nautilus, Nemo and Caja; run with an action and a file, the menu's actions for Dolphin.

Talks to the running Navette over its control socket (docs/control-protocol.md) and to nothing else. A file manager is
never kept waiting: emblems are asked for by a thread of our own, and what the menu asks has a fraction of a second.
"""
import collections
import json
import locale
import os
import queue
import socket
import stat
import struct
import subprocess
import sys
import threading
import unicodedata
from datetime import datetime
from urllib.parse import urlsplit

from gi.repository import Gio, GLib, GObject


def _host():
    """The file manager this is loaded into: its loader has imported its library before. None if run by itself."""
    for name in ("Nautilus", "Nemo", "Caja"):
        if "gi.repository." + name in sys.modules:
            return sys.modules["gi.repository." + name]
    return None


HOST = _host()

EMBLEMS = {
    "in-step": "emblem-navette-in-step",
    "syncing": "emblem-navette-syncing",
    "waiting": "emblem-navette-waiting",
    "conflict": "emblem-navette-conflict",
    "left-out": "emblem-navette-left-out",
}

WORDS = {
    "en": {
        "open": "Open on the server",
        "copy": "Copy address",
        "versions": "Version history",
        "none": "No earlier versions",
        "leave-out": "Do not sync on this computer",
        "nowhere": "This file is not in a synced folder, or Navette is not running.",
    },
    "fr": {
        "open": "Ouvrir sur le serveur",
        "copy": "Copier l’adresse",
        "versions": "Historique des versions",
        "none": "Aucune version antérieure",
        "leave-out": "Ne pas synchroniser sur cet ordinateur",
        "nowhere": "Ce fichier n’est dans aucun dossier synchronisé, ou Navette n’est pas lancée.",
    },
}

# What a person does not notice, and what a hung Navette may cost a file manager at most.
MENU_SECONDS = 0.3
EMBLEM_SECONDS = 5
# Paths in one question, and files remembered for when something changes.
MOST_AT_ONCE = 200
MOST_REMEMBERED = 5000
MOST_VERSIONS = 10


def language():
    """Of the session."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "fr" if os.environ[name].startswith("fr") else "en"
    return "en"


def word(key):
    return WORDS[language()][key]


def printable(text):
    """Text of others on one line, as Navette itself shows it (Printable): what moves other text, or is not seen, is written out."""
    return "".join(
        c if unicodedata.category(c) == "Zs" or unicodedata.category(c)[0] not in "CZ" else escaped(c)
        for c in str(text))


def escaped(c):
    units = c.encode("utf-16-be", "surrogatepass")
    return "".join("\\u%02X%02X" % (units[i], units[i + 1]) for i in range(0, len(units), 2))


def home():
    """Where Navette keeps what it remembers."""
    chosen = os.environ.get("NAVETTE_HOME", "").strip()
    if chosen:
        return os.path.abspath(chosen)
    data = os.environ.get("XDG_DATA_HOME", "").strip() or os.path.expanduser("~/.local/share")
    return os.path.join(data, "navette")


def private(folder):
    """The folder, if only we can enter it; else raises OSError: whoever listens there may be somebody else."""
    found = os.lstat(folder)
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise OSError("not a folder of our own: " + folder)
    return folder


def socket_address():
    """Where the running Navette listens. Raises OSError where that cannot be trusted."""
    run = private(os.path.join(home(), "run"))
    try:
        with open(os.path.join(run, "control.path"), encoding="utf-8") as note:
            address = note.read()
        private(os.path.dirname(address))
        return address
    except FileNotFoundError:
        return os.path.join(run, "control.sock")


class Line:
    """A connection to the running Navette. Raises OSError where there is none, or it does not answer in time."""

    def __init__(self, seconds):
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._socket.settimeout(seconds)
            self._socket.connect(socket_address())
            # Linux tells who is at the other end: process, user, group.
            peer = struct.unpack("3i", self._socket.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")))
            if peer[1] != os.getuid():
                raise OSError("somebody else listens there")
        except OSError:
            self._socket.close()
            raise
        self._lines = self._socket.makefile("r", encoding="utf-8")
        self._number = 0

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def close(self):
        self._lines.close()
        self._socket.close()

    def patience(self, seconds):
        self._socket.settimeout(seconds)

    def read(self):
        """The next line as an object."""
        line = self._lines.readline()
        if not line:
            raise OSError("Navette has ended")
        try:
            return json.loads(line)
        except ValueError as error:
            raise OSError("not an answer") from error

    def ask(self, command, **arguments):
        """What Navette answers; None if it refuses."""
        self._number += 1
        question = {
            "navette": 1, "id": self._number, "command": command, "language": language(), "arguments": arguments}
        self._socket.sendall((json.dumps(question) + "\n").encode("utf-8"))
        answer = self.read()
        while answer.get("id") != self._number:
            answer = self.read()
        return answer.get("result") if answer.get("ok") else None


def ask(command, **arguments):
    """One short question; None if there is nobody to answer."""
    try:
        with Line(MENU_SECONDS) as line:
            return line.ask(command, **arguments)
    except OSError:
        return None


class Emblems:
    """Asks for emblems on a thread, many at once, and has files looked at again when a folder's status changes."""

    def __init__(self):
        self._wanted = queue.Queue()
        self._seen = collections.OrderedDict()
        self._lock = threading.Lock()
        self._changed = threading.Event()
        threading.Thread(target=self._answer_all, daemon=True, name="navette-emblems").start()
        threading.Thread(target=self._hear_all, daemon=True, name="navette-events").start()
        threading.Thread(target=self._look_again_when_changed, daemon=True, name="navette-changes").start()

    def want(self, path, file, done):
        """done(status or None) is called on the main loop."""
        with self._lock:
            self._seen.pop(path, None)
            self._seen[path] = [file, None]
            while len(self._seen) > MOST_REMEMBERED:
                self._seen.popitem(last=False)
        self._wanted.put((path, done))

    def _answer_all(self):
        while True:
            batch = [self._wanted.get()]
            while len(batch) < MOST_AT_ONCE and not self._wanted.empty():
                batch.append(self._wanted.get())
            found = self._statuses([path for path, _ in batch])
            for path, done in batch:
                self._remember(path, found.get(path))
                GLib.idle_add(done, found.get(path))

    @staticmethod
    def _statuses(paths):
        try:
            with Line(EMBLEM_SECONDS) as line:
                result = line.ask("file-status", paths=paths)
        except OSError:
            return {}
        return {file["path"]: file["status"] for file in (result or {}).get("files", [])}

    def _remember(self, path, status):
        with self._lock:
            if path in self._seen:
                self._seen[path][1] = status

    def _hear_all(self):
        pause = threading.Event()
        while True:
            try:
                with Line(EMBLEM_SECONDS) as line:
                    line.ask("subscribe")
                    line.patience(None)
                    self._changed.set()
                    while True:
                        # Of what happens only this changes emblems.
                        if line.read().get("event") == "status":
                            self._changed.set()
            except OSError:
                # Not running now: it is looked for again.
                pause.wait(10)

    def _look_again_when_changed(self):
        """However much happens, once a second; what happens meanwhile is read and does not wait for this."""
        pause = threading.Event()
        while True:
            self._changed.wait()
            self._changed.clear()
            self._look_again()
            pause.wait(1)

    def _look_again(self):
        """Those whose emblem is another one now are shown anew."""
        with self._lock:
            before = {path: status for path, (_, status) in self._seen.items()}
        paths = list(before)
        for start in range(0, len(paths), MOST_AT_ONCE):
            part = paths[start:start + MOST_AT_ONCE]
            found = self._statuses(part)
            for path in part:
                if found.get(path) != before[path]:
                    with self._lock:
                        seen = self._seen.get(path)
                    if seen is not None:
                        GLib.idle_add(seen[0].invalidate_extension_info)


def path_of(file):
    """None for what is not on this computer."""
    location = file.get_location()
    return location.get_path() if location is not None else None


def copy(text):
    """To the clipboard, with the GTK that the file manager itself uses."""
    from gi.repository import Gdk
    if hasattr(Gdk.Display, "get_clipboard"):
        Gdk.Display.get_default().get_clipboard().set(text)
    else:
        from gi.repository import Gtk
        clipboard = Gtk.Clipboard.get(Gdk.SELECTION_CLIPBOARD)
        clipboard.set_text(text, -1)
        clipboard.store()


def when(version):
    """As people write it here."""
    time = datetime.fromisoformat(version["until"].replace("Z", "+00:00")).astimezone()
    return time.strftime(locale.nl_langinfo(locale.D_T_FMT))


def address_of(path):
    """The address of an entry on the server its folder is synced with; None if there is none, or it leads elsewhere."""
    result = ask("file-address", path=path)
    status = ask("status") if result else None
    if not status:
        return None
    servers = {origin(folder.get("url", "")) for folder in status.get("folders", [])} - {None}
    return result["address"] if origin(result["address"]) in servers else None


def origin(address):
    """Scheme, host and port of a web address; None for any other: it could name a file or a program."""
    try:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
        return parts.scheme, parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return None


def open_there(path):
    address = address_of(path)
    if address:
        Gio.AppInfo.launch_default_for_uri(address, None)


def copy_address(path):
    address = address_of(path)
    if address:
        copy(address)


def versions_of(path):
    """The newest ones of a file. Those of all that was below a folder are for the app's own window."""
    result = ask("file-versions", path=path) or {"versions": []}
    return [version for version in result["versions"] if path.endswith("/" + version["path"])][:MOST_VERSIONS]


class Extension:
    """What all three file managers ask for."""

    def __init__(self):
        super().__init__()
        self._emblems = Emblems()

    def update_file_info_full(self, provider, handle, closure, file):
        path = path_of(file)
        if path is None:
            return HOST.OperationResult.COMPLETE
        self._emblems.want(path, file, lambda status: self._found(provider, handle, closure, file, status))
        return HOST.OperationResult.IN_PROGRESS

    @staticmethod
    def _found(provider, handle, closure, file, status):
        if status in EMBLEMS:
            file.add_emblem(EMBLEMS[status])
        HOST.info_provider_update_complete_invoke(closure, provider, handle, HOST.OperationResult.COMPLETE)
        return GLib.SOURCE_REMOVE

    def get_file_items(self, *arguments):
        """(files), or (window, files) in older file managers."""
        files = arguments[-1]
        path = path_of(files[0]) if len(files) == 1 else None
        if path is None:
            return []
        found = ask("file-status", paths=[path])
        if not found or not found["files"] or found["files"][0]["status"] == "left-out":
            return []
        menu = HOST.Menu()
        self._add(menu, "open", lambda item: open_there(path))
        self._add(menu, "copy", lambda item: copy_address(path))
        self._add_versions(menu, path)
        self._add(menu, "leave-out", lambda item: ask("leave-out", path=path))
        top = HOST.MenuItem(name="Navette::menu", label="Navette", tip=printable(found["files"][0]["sentence"]))
        top.set_submenu(menu)
        return [top]

    def get_background_items(self, *arguments):
        return []

    @staticmethod
    def _add(menu, key, activated):
        item = HOST.MenuItem(name="Navette::" + key, label=word(key), tip="")
        item.connect("activate", activated)
        menu.append_item(item)

    @staticmethod
    def _add_versions(menu, path):
        versions = versions_of(path)
        item = HOST.MenuItem(
            name="Navette::versions", label=word("versions" if versions else "none"), tip="", sensitive=bool(versions))
        if versions:
            submenu = HOST.Menu()
            for number, version in enumerate(versions):
                entry = HOST.MenuItem(name="Navette::version" + str(number), label=when(version), tip="")
                entry.connect("activate", lambda item, until: ask("file-restore", path=path, until=until), version["until"])
                submenu.append_item(entry)
            item.set_submenu(submenu)
        menu.append_item(item)


if HOST:
    class NavetteExtension(Extension, GObject.GObject, HOST.InfoProvider, HOST.MenuProvider):
        """What the file manager loads."""


# Dolphin has no extensions in Python: its menu runs this file.


def say(*dialog):
    """What was chosen in a dialog of the desktop."""
    answer = subprocess.run(["kdialog", "--title", "Navette", *dialog], stdout=subprocess.PIPE, text=True, check=False)
    return answer.stdout.strip()


def copy_in_plasma(path):
    address = address_of(path)
    if address:
        Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
            "org.kde.klipper", "/klipper", "org.kde.klipper.klipper", "setClipboardContents",
            GLib.Variant("(s)", (address,)), None, Gio.DBusCallFlags.NONE, -1, None)


def choose_version(path):
    versions = versions_of(path)
    if not versions:
        say("--msgbox", word("none"))
        return
    choices = [text for version in versions for text in (version["until"], when(version))]
    until = say("--menu", word("versions"), *choices)
    if until:
        ask("file-restore", path=path, until=until)


ACTIONS = {
    "open": open_there,
    "copy": copy_in_plasma,
    "versions": choose_version,
    "leave-out": lambda path: ask("leave-out", path=path),
}


def main(action, path):
    found = ask("file-status", paths=[path])
    if found and found["files"]:
        ACTIONS[action](path)
    else:
        say("--sorry", word("nowhere"))


if __name__ == "__main__":
    locale.setlocale(locale.LC_ALL, "")
    main(*sys.argv[1:])
