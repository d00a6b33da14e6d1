// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import java.util.List;
import java.util.Optional;
import org.navette.engine.evidence.Ports;
import org.navette.engine.port.ConflictNames;
import org.navette.engine.port.Failure;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.port.SyncEvent.Operation;
import org.navette.engine.reconcile.Action;
import org.navette.engine.transfer.PassProgress;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.NameForm;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.SyncedState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the spelling of a name, which one of the sides does not tell from another spelling, to the other side. */
final class Respellings {
    private static final Logger LOG = LoggerFactory.getLogger(Respellings.class);

    private final Ports ports;
    private final ServerProfile profile;
    private final PassProgress progress;

    Respellings(Ports ports, ServerProfile profile, PassProgress progress) {
        this.ports = ports;
        this.profile = profile;
        this.progress = progress;
    }

    void run(List<Action> actions) {
        for (Action action : actions) {
            switch (action) {
                case Action.Respell(RelativePath from, RelativePath to) ->
                    progress.attempt(from, () -> respellHere(from, to));
                case Action.RespellRemote(RelativePath from, RelativePath to, Kind kind) ->
                    progress.attempt(from, () -> respellThere(from, to, kind));
                default -> {}
            }
        }
        progress.attempt(RelativePath.ROOT, ports.journal()::commit);
    }

    private void respellHere(RelativePath from, RelativePath to) throws StoreException {
        new LocalMoves(ports.local(), ports.journal()).respell(from, to);
        done(Operation.MOVED_LOCAL, from, to);
    }

    /**
     * To a server that does not tell the two names apart, its target is there already: one that replaces it first deletes what is to
     * be moved (RFC 4918 §9.9.3). So it goes over a third name; each of the two moves is one like any other, which a later pass ends.
     * Where only the composition of accents differs, or nothing can be moved, the server keeps its spelling.
     */
    private void respellThere(RelativePath from, RelativePath to, Kind kind) throws StoreException {
        if (isSpelledSo(from, to) || NameForm.isSame(from.name(), to.name()) || !profile.has(Trait.MOVE_GUARD)) {
            ports.journal().move(from, to);
            progress.lookAgain(from);
            progress.lookAgain(to);
            return;
        }
        RelativePath between = free(to, ports);
        RemoteMoves moves = new RemoteMoves(ports);
        try {
            moves.move(new Action.MoveRemote(from, between, kind), profile);
        } catch (StoreException e) {
            boolean refused = e.failure() instanceof Failure.Forbidden || e.failure() instanceof Failure.Refused;
            if (!refused) {
                throw e;
            }
            LOG.info("{} keeps its spelling on the server", from, e);
            ports.journal().move(from, to);
            progress.lookAgain(to);
            return;
        }
        // Should this be the end: it is the new name of what is here, for any pass.
        progress.lookAgain(between);
        moves.move(new Action.MoveRemote(between, to, kind), profile);
        done(Operation.MOVED_REMOTE, from, to);
    }

    private boolean isSpelledSo(RelativePath from, RelativePath to) throws StoreException {
        return ports.journal()
                .get(from)
                .flatMap(SyncedState::remote)
                .flatMap(RemoteState::spelling)
                .equals(Optional.of(to.name()));
    }

    /** A name like it, which is free on both sides, and which anybody may see for a moment. */
    static RelativePath free(RelativePath path, Ports ports) throws StoreException {
        for (int n = 2; ; n++) {
            RelativePath other = ConflictNames.numbered(path, n);
            if (ports.local().look(other).isEmpty()
                    && ports.journal().get(other).isEmpty()
                    && ports.remote().look(other).isEmpty()) {
                return other;
            }
        }
    }

    private void done(Operation operation, RelativePath from, RelativePath to) {
        progress.lookAgain(from);
        progress.lookAgain(to);
        progress.tell(new SyncEvent.Done(operation, from, to, 0));
    }
}
