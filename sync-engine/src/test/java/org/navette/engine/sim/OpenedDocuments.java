// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.List;
import java.util.Map;
import org.navette.engine.evidence.HeldLocks;
import org.navette.engine.port.Journal;
import org.navette.engine.port.RemoteStore.Lock;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/**
 * Who has a document open on a device: its lock on the server is taken for them, also in the middle of a pass, and given
 * back when they close it. Sometimes somebody else was quicker, right before.
 */
final class OpenedDocuments {
    private final World world;
    private final SimServer server;
    private final Strangers strangers;

    OpenedDocuments(World world, SimServer server, Strangers strangers) {
        this.world = world;
        this.server = server;
        this.strangers = strangers;
    }

    void act(Device device) {
        HeldLocks held = new HeldLocks(device.journal);
        try {
            List<Lock> open = held.all();
            if (!open.isEmpty() && world.oneIn(2)) {
                close(device, held, world.pick(open));
            } else if (server.temper.has(Temper.Trait.LOCKS) && device.isProbed()) {
                open(device, held);
            }
        } catch (StoreException e) {
            // Somebody else's lock: the document is worked on without one.
            world.tell(() -> device.name + " gets no lock: " + e.failure());
        }
    }

    /** In the middle of a pass, one that is just being sent. */
    void actOnWhatIsSent(Device device) {
        List<RelativePath> sent = device.journal.intents().entries().stream()
                .filter(intent -> intent.getValue() == Journal.Intent.SEND)
                .map(Map.Entry::getKey)
                .filter(this::canBeLocked)
                .toList();
        if (!sent.isEmpty() && server.temper.has(Temper.Trait.LOCKS) && device.isProbed()) {
            try {
                open(device, new HeldLocks(device.journal), world.pick(sent));
            } catch (StoreException e) {
                world.tell(() -> device.name + " gets no lock: " + e.failure());
            }
        }
    }

    private boolean canBeLocked(RelativePath file) {
        return server.find(file).filter(SimServer.Entry::isFile).isPresent()
                && !server.locks.isLocked(file)
                && !file.isAtOrBelow(SimServer.READ_ONLY)
                && !server.isUnlisted(file);
    }

    private void open(Device device, HeldLocks held) throws StoreException {
        List<RelativePath> documents =
                device.disk.files().stream().filter(this::canBeLocked).toList();
        if (!documents.isEmpty()) {
            open(device, held, world.pick(documents));
        }
    }

    private void open(Device device, HeldLocks held, RelativePath document) throws StoreException {
        if (world.oneIn(2)) {
            strangers.overwrite(document);
        }
        world.tell(() -> device.name + " locks " + document);
        held.put(new Lock(document, server.locks.lock(document)));
    }

    private void close(Device device, HeldLocks held, Lock lock) throws StoreException {
        world.tell(() -> device.name + " unlocks " + lock.path());
        server.locks.unlock(lock.path(), lock.token());
        held.remove(lock.path());
    }
}
