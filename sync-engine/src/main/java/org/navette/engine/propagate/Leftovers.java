// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import org.navette.engine.port.Journal;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What we put on the server for a moment: noted before, so that it is removed even if we are cut off. Nobody else knows
 * these names, so they can be deleted without a look.
 */
public final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final String PREFIX = "~navette-";
    private static final String FILE_END = ".tmp";

    private final RemoteStore remote;
    private final Journal journal;

    public Leftovers(Ports ports) {
        this(ports.remote(), ports.journal());
    }

    Leftovers(RemoteStore remote, Journal journal) {
        this.remote = remote;
        this.journal = journal;
    }

    /** A name for a file in the making. It is noted, but the journal has yet to be committed. */
    RelativePath temporary(RelativePath folder, String token) throws StoreException {
        RelativePath path = folder.child(PREFIX + token + FILE_END);
        journal.expectLeftover(path);
        return path;
    }

    /** A name for a collection to try things in, noted for good. */
    public RelativePath scratch(String token) throws StoreException {
        RelativePath path = RelativePath.of(PREFIX + "probe-" + token);
        journal.expectLeftover(path);
        journal.commit();
        return path;
    }

    /** Removes one; what can't be removed now, locked for instance, stays noted. */
    public void clear(RelativePath path) {
        try {
            Kind kind = path.name().endsWith(FILE_END) ? Kind.FILE : Kind.FOLDER;
            remote.delete(path, kind, new Condition.None());
            journal.forgetLeftover(path);
        } catch (StoreException e) {
            LOG.info("{} stays on the server for now", path, e);
        }
    }

    /** Removes all that are noted. */
    public void clearAll() throws StoreException {
        for (RelativePath path : journal.leftovers()) {
            clear(path);
        }
    }
}
