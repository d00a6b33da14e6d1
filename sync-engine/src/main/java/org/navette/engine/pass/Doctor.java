// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.DavClient;
import org.navette.engine.dav.ShareAddress;
import org.navette.engine.evidence.RemoteGate;
import org.navette.engine.evidence.TemporaryNames;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.About;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.StoreException;
import org.navette.engine.probe.ServerProbe;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Examines a server for a person: the same probe as before the first write, and what it says of itself. */
public final class Doctor {
    private static final Logger LOG = LoggerFactory.getLogger(Doctor.class);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    /**
     * What was found.
     *
     * @param address where the share is after redirects
     * @param classes the WebDAV classes it claims (RFC 4918 §18); empty if it claims none
     * @param spaceLeft bytes; absent where the server does not say
     */
    public record Examination(
            ShareAddress address, About about, String classes, ServerProfile profile, Optional<Long> spaceLeft) {}

    private final TemporaryNames names;

    /** @param device what this computer calls itself, so that it clears away what an examination before left behind */
    public Doctor(String device) {
        this.names =
                new TemporaryNames(device, () -> UUID.randomUUID().toString().substring(0, 8));
    }

    public Examination examine(Account account) throws StoreException {
        try (DavClient remote = DavClient.open(account)) {
            return new Examination(
                    remote.address(), remote.about(), remote.classes(), examine(remote), remote.spaceLeft());
        }
    }

    private ServerProfile examine(RemoteStore remote) throws StoreException {
        for (Map.Entry<String, RemoteState> entry :
                remote.list(RelativePath.ROOT).children().entrySet()) {
            if (!entry.getValue().isFile() && names.isDisposable(entry.getKey(), Kind.FOLDER)) {
                remove(remote, RelativePath.of(entry.getKey()));
            }
        }
        RelativePath scratch = names.scratch();
        try {
            return ServerProbe.probe(remote, scratch, () -> LockSupport.parkNanos(PAUSE_NANOS));
        } finally {
            remove(remote, scratch);
        }
    }

    private void remove(RemoteStore remote, RelativePath path) {
        try {
            RemoteGate.deleteOwn(remote, names, path, Kind.FOLDER);
        } catch (StoreException e) {
            LOG.info("{} stays on the server; the next examination from here removes it", path, e);
        }
    }
}
