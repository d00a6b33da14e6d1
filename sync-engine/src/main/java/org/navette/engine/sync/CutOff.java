// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sync;

import com.google.common.collect.SetMultimap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.port.Journal.Intent;
import org.navette.engine.port.StoreException;
import org.navette.engine.propagate.ContentReader;
import org.navette.engine.propagate.Ports;
import org.navette.engine.tree.Change;
import org.navette.engine.tree.LocalStamp;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Sha256;
import org.navette.engine.tree.SyncedState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a pass put on either side right before it was cut off is no person's work: without this it would be taken for new,
 * and come back where somebody has deleted it since, or be in conflict with what they wrote.
 */
final class CutOff {
    private static final Logger LOG = LoggerFactory.getLogger(CutOff.class);
    private static final SyncedState FOLDER = SyncedState.folder(new LocalStamp(0, 0, 0, ""), RemoteState.FOLDER);

    private final Ports ports;
    private final ContentReader contents;

    private CutOff(Ports ports) throws StoreException {
        this.ports = ports;
        this.contents = new ContentReader(ports.remote(), new Profiles(ports).known());
    }

    /**
     * The nodes, with the base that a cut-off pass could not write down any more.
     *
     * @param whole whether the nodes are all there are, so that what was intended for others is over
     */
    static List<Node> recognise(List<Node> nodes, boolean whole, Ports ports) throws StoreException {
        SetMultimap<RelativePath, Intent> intents = ports.journal().intents();
        if (intents.isEmpty()) {
            return nodes;
        }
        CutOff cutOff = new CutOff(ports);
        if (whole) {
            cutOff.forgetWhatIsOver(intents, nodes);
        }
        List<Node> result = new ArrayList<>();
        for (Node node : nodes) {
            result.add(intents.containsKey(node.path()) ? cutOff.recognise(node) : node);
        }
        return result;
    }

    /** An intention that had no effect must not explain what somebody does later. */
    private void forgetWhatIsOver(SetMultimap<RelativePath, Intent> intents, List<Node> nodes) throws StoreException {
        Map<RelativePath, Node> byPath = new HashMap<>();
        for (Node node : nodes) {
            if (node.local().isUnknown() || node.remote().isUnknown()) {
                // What could not be seen may be any of them.
                return;
            }
            byPath.put(node.path(), node);
        }
        for (Map.Entry<RelativePath, Intent> intent : intents.entries()) {
            Optional<Node> node = Optional.ofNullable(byPath.get(intent.getKey()));
            boolean here = node.flatMap(found -> found.local().state()).isPresent();
            boolean there = node.flatMap(found -> found.remote().state()).isPresent();
            boolean matters = switch (intent.getValue()) {
                case SEND -> there;
                case RECEIVE -> here;
                // Here under another name, perhaps, if the folder it is in has moved.
                case DELETE -> node.isPresent() && !there;
            };
            if (!matters) {
                ports.journal().forgetIntents(intent.getValue(), intent.getKey());
            }
        }
    }

    private Node recognise(Node node) throws StoreException {
        try {
            return switch (node.localChange()) {
                case NEW, NONE -> {
                    Node placed = withPlaced(node);
                    yield placed.synced().isEmpty() ? withSent(placed) : placed;
                }
                case CHANGED -> withoutDeleted(withPlaced(node));
                case SAME -> withoutDeleted(node);
                case GONE -> node.remoteChange() == Change.CHANGED ? withSent(node) : node;
                case DOUBTED, RETYPED, UNKNOWN -> node;
            };
        } catch (StoreException e) {
            if (e.failure().isWhole()) {
                throw e;
            }
            // It stays what it looks like; whoever touches it next meets the same trouble and reports it.
            LOG.debug("{} can't be read now", node.path(), e);
            return node;
        }
    }

    /** What we put here: the server's, and nobody's edit. */
    private Node withPlaced(Node node) throws StoreException {
        Optional<LocalState> here = node.local().state();
        Set<Sha256> placed = ports.journal().intended(Intent.RECEIVE, node.path());
        if (placed.isEmpty() || here.isEmpty()) {
            return node;
        }
        if (!here.get().isFile()) {
            boolean onlyHere = node.synced().isEmpty()
                    && node.remote().state().filter(state -> !state.isFile()).isEmpty();
            return onlyHere && placed.contains(Sha256.OF_A_FOLDER) ? node.withSynced(FOLDER) : node;
        }
        LocalState read =
                here.get().content().isPresent() ? here.get() : ports.local().hash(node.path());
        Sha256 content = read.content().orElseThrow();
        if (!placed.contains(content)) {
            return node;
        }
        SyncedState base = SyncedState.file(content, Optional.of(read.stamp()), read.racy(), Optional.empty(), false);
        return node.withLocal(read).withSynced(base);
    }

    /** What we sent, and is not here any more: somebody has removed it here since, or something else has its name. */
    private Node withSent(Node node) throws StoreException {
        Optional<RemoteState> there = node.remote().state();
        Set<Sha256> sent = ports.journal().intended(Intent.SEND, node.path());
        boolean alike = there.isPresent()
                && node.local()
                        .state()
                        .filter(state -> state.kind() == there.get().kind())
                        .isPresent();
        if (sent.isEmpty() || there.isEmpty() || alike) {
            return node;
        }
        if (!there.get().isFile()) {
            return sent.contains(Sha256.OF_A_FOLDER) ? node.withSynced(FOLDER) : node;
        }
        Sha256 content = contents.hash(node.path(), there.get());
        return sent.contains(content)
                ? node.withSynced(SyncedState.file(content, Optional.empty(), false, there, true))
                : node;
    }

    /** What we deleted there, but is here after all: a folder it was in had moved. It is nobody else's deletion. */
    private Node withoutDeleted(Node node) throws StoreException {
        boolean byUs = node.remoteChange() == Change.GONE
                && !ports.journal().intended(Intent.DELETE, node.path()).isEmpty();
        return byUs ? new Node(node.path(), node.local(), node.remote(), Optional.empty()) : node;
    }
}
