// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.recovery;

import com.google.common.collect.SetMultimap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.navette.engine.port.Attempt;
import org.navette.engine.port.Journal;
import org.navette.engine.port.Journal.Intent;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.Change;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Sha256;
import org.navette.engine.tree.SyncedState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a pass put here right before it was cut off is no person's work: without this it would be taken for new, and come back
 * where somebody has deleted it since, or be in conflict with what they wrote. What it sent and did not hear of is not
 * recognised by this: where that is gone here, nobody can know whether what the server has is ours, so it comes back.
 */
public final class CrashRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(CrashRecovery.class);

    private final Journal journal;
    private final LocalStore local;

    private CrashRecovery(Journal journal, LocalStore local) {
        this.journal = journal;
        this.local = local;
    }

    /**
     * The nodes, with the base that a cut-off pass could not write down any more.
     *
     * @param looked tells what was looked at, so that what was intended there is seen to have happened or not
     * @throws StoreException if the journal, or the whole folder here, cannot be read
     */
    public static List<Node> recognise(
            List<Node> nodes, Predicate<RelativePath> looked, Journal journal, LocalStore local) throws StoreException {
        if (journal.intents().isEmpty()) {
            return nodes;
        }
        CrashRecovery cutOff = new CrashRecovery(journal, local);
        cutOff.followSpellings(nodes);
        SetMultimap<RelativePath, Intent> intents = journal.intents();
        cutOff.forgetWhatIsOver(intents, nodes, looked);
        List<Node> result = new ArrayList<>();
        for (Node node : nodes) {
            result.add(intents.containsKey(node.path()) ? cutOff.recognise(node) : node);
        }
        return result;
    }

    /** What was sent under one spelling of its name, which this server does not tell from the one that it has here by now. */
    private void followSpellings(List<Node> nodes) throws StoreException {
        Set<RelativePath> intended = journal.intents().keySet();
        Set<RelativePath> entries = nodes.stream().map(Node::path).collect(Collectors.toSet());
        for (Node node : nodes) {
            RelativePath path = node.path();
            Optional<RelativePath> sent = node.remote()
                    .state()
                    .flatMap(RemoteState::spelling)
                    .map(path.folder()::child)
                    .filter(spelled -> !entries.contains(spelled) && intended.contains(spelled));
            if (sent.isPresent()
                    && !intended.contains(path)
                    && journal.get(sent.get()).isEmpty()) {
                journal.move(sent.get(), path);
            }
        }
    }

    /** An intention that had no effect must not explain what somebody does later: entry by entry, once that was seen. */
    private void forgetWhatIsOver(
            SetMultimap<RelativePath, Intent> intents, List<Node> nodes, Predicate<RelativePath> looked)
            throws StoreException {
        Map<RelativePath, Node> byPath = new HashMap<>();
        Set<RelativePath> unseen = new HashSet<>();
        for (Node node : nodes) {
            byPath.put(node.path(), node);
            if (node.local().isUnknown() || node.remote().isUnknown()) {
                // Also the mark of a folder that could not be listed.
                unseen.add(node.path().name().equals("?") ? node.path().folder() : node.path());
            }
        }
        for (Map.Entry<RelativePath, Intent> intent : intents.entries()) {
            RelativePath path = intent.getKey();
            if (!looked.test(path) || unseen.stream().anyMatch(path::isAtOrBelow)) {
                continue;
            }
            Optional<Node> node = Optional.ofNullable(byPath.get(path));
            boolean here = node.flatMap(found -> found.local().state()).isPresent();
            boolean there = node.flatMap(found -> found.remote().state()).isPresent();
            boolean matters = switch (intent.getValue()) {
                // Gone here under a name that both sides had, or with a folder that has gone, it may have another one
                // by
                // now, to which the note then moves.
                case SEND -> there && (here || node.flatMap(Node::synced).isPresent() || isInWhatIsGone(path, byPath));
                case RECEIVE -> here;
                // Here under another name, perhaps, if the folder it is in has moved.
                case DELETE -> node.isPresent() && !there;
            };
            if (!matters) {
                journal.forgetIntents(intent.getValue(), path);
            }
        }
    }

    private static boolean isInWhatIsGone(RelativePath path, Map<RelativePath, Node> byPath) {
        for (RelativePath folder = path.folder(); !folder.isRoot(); folder = folder.folder()) {
            Node node = byPath.get(folder);
            if (node != null && node.localChange() == Change.GONE) {
                return true;
            }
        }
        return false;
    }

    private Node recognise(Node node) throws StoreException {
        try {
            return switch (node.localChange()) {
                case NEW -> withPlaced(node);
                case CHANGED -> withoutDeleted(withPlaced(node));
                case SAME -> withoutDeleted(node);
                case NONE, GONE, DOUBTED, RETYPED, UNKNOWN -> node;
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

    /** What we put here: known by the file itself; another one of the same content is somebody's own. */
    private Node withPlaced(Node node) throws StoreException {
        Optional<LocalState> here = node.local().state().filter(LocalState::isFile);
        if (here.isEmpty()) {
            return node;
        }
        List<Attempt> placed = journal.attempts(Intent.RECEIVE, node.path()).stream()
                .filter(attempt -> attempt.hasPlaced(here.get().stamp()))
                .toList();
        if (placed.isEmpty()) {
            return node;
        }
        LocalState read = here.get().content().isPresent() ? here.get() : local.hash(node.path());
        Sha256 content = read.content().orElseThrow();
        if (placed.stream().noneMatch(attempt -> attempt.content().equals(content))) {
            return node;
        }
        SyncedState base = SyncedState.file(content, Optional.of(read.stamp()), read.racy(), Optional.empty(), false);
        return node.withLocal(read).withSynced(base);
    }

    /** What we deleted there, but is here after all: a folder it was in had moved. It is nobody else's deletion. */
    private Node withoutDeleted(Node node) throws StoreException {
        boolean byUs = node.remoteChange() == Change.GONE
                && !journal.attempts(Intent.DELETE, node.path()).isEmpty();
        return byUs ? new Node(node.path(), node.local(), node.remote(), Optional.empty()) : node;
    }
}
