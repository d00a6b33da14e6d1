// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.recovery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.navette.engine.evidence.Ports;
import org.navette.engine.port.PendingCollection;
import org.navette.engine.port.StoreException;
import org.navette.engine.reconcile.Action;
import org.navette.engine.tree.LocalStamp;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.SyncedState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collections that are about to be made on the server. If we are cut off, those that are there and have become something else here
 * are taken for ours by the next pass: otherwise they would look like somebody's new folders, which come back, or are in conflict with
 * a file that has their name here by then.
 */
public final class PendingCollections {
    private static final Logger LOG = LoggerFactory.getLogger(PendingCollections.class);

    private final Ports ports;

    public PendingCollections(Ports ports) {
        this.ports = ports;
    }

    /** Durable when this returns. */
    public void begin(Collection<Action.MakeCollection> collections) throws StoreException {
        replace(collections.stream()
                .map(make -> new PendingCollection(
                        make.path(),
                        make.node().local().state().orElseThrow().stamp().fileKey()))
                .toList());
    }

    /** What became of each is known, and written down. Durable when this returns, with all that was written before. */
    public void end() throws StoreException {
        replace(List.of());
    }

    private void replace(List<PendingCollection> collections) throws StoreException {
        ports.journal().pending().replaceCollections(collections);
        ports.journal().commit();
    }

    /** Puts into the journal what an earlier pass has made, did not hear of any more, and is no longer here as it was. */
    public void endEarlier() throws StoreException {
        Map<RelativePath, String> made = new TreeMap<>();
        for (PendingCollection collection : ports.journal().pending().collections()) {
            made.put(collection.path(), collection.fileKey());
        }
        if (made.isEmpty()) {
            return;
        }
        for (Map.Entry<RelativePath, String> folder : made.entrySet()) {
            try {
                // What is here as it was is adopted by a look at both sides.
                if (!isHere(folder.getKey(), folder.getValue())) {
                    recognise(folder.getKey(), made);
                }
            } catch (StoreException e) {
                if (e.failure().isWhole()) {
                    throw e;
                }
                LOG.debug("{} cannot be looked at now, and stays what it looks like", folder.getKey(), e);
            }
        }
        end();
    }

    private boolean isHere(RelativePath folder, String fileKey) throws StoreException {
        Optional<LocalState> here = ports.local().look(folder);
        return here.filter(state -> !state.isFile())
                .filter(state -> state.stamp().fileKey().equals(fileKey))
                .isPresent();
    }

    /** With the folders it is in, from the top, if they were made at the same time. */
    private void recognise(RelativePath folder, Map<RelativePath, String> made) throws StoreException {
        String fileKey = made.get(folder);
        if (fileKey == null || ports.journal().get(folder).isPresent()) {
            return;
        }
        RelativePath parent = folder.folder();
        recognise(parent, made);
        boolean parentKnown = parent.isRoot()
                || ports.journal().get(parent).filter(state -> !state.isFile()).isPresent();
        boolean there =
                ports.remote().look(folder).filter(state -> !state.isFile()).isPresent();
        if (parentKnown && there) {
            ports.journal().put(folder, SyncedState.folder(new LocalStamp(0, 0, 0, fileKey), RemoteState.FOLDER));
        }
    }
}
