// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.recovery;

import java.util.List;
import org.navette.engine.port.Journal;
import org.navette.engine.port.PendingMove;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/** Moves of one kind that are under way, kept in the journal so that a later pass ends what a crash cut off. */
public final class PendingMoves {
    private final Journal journal;
    private final PendingMove.Kind kind;

    private PendingMoves(Journal journal, PendingMove.Kind kind) {
        this.journal = journal;
        this.kind = kind;
    }

    /** Files and folders that are being renamed in the folder here, as they were on the server. */
    public static PendingMoves here(Journal journal) {
        return new PendingMoves(journal, PendingMove.Kind.HERE);
    }

    /** Files and folders that are being renamed on the server, as they were here. */
    public static PendingMoves onServer(Journal journal) {
        return new PendingMoves(journal, PendingMove.Kind.ON_SERVER);
    }

    /** Collections that were moved aside on the server to be deleted, and what they were called. */
    public static PendingMoves toRemove(Journal journal) {
        return new PendingMoves(journal, PendingMove.Kind.REMOVAL);
    }

    /** In the order in which they began. */
    public List<PendingMove> all() throws StoreException {
        return journal.pending().moves(kind);
    }

    boolean hasFrom(RelativePath from) throws StoreException {
        return all().stream().anyMatch(move -> move.from().equals(from));
    }

    /** Whether the journal has not heard of the move yet, and could follow it. */
    public boolean canFollow(PendingMove move) throws StoreException {
        RelativePath folder = move.to().folder();
        return journal.get(move.from()).isPresent()
                && journal.get(move.to()).isEmpty()
                && (folder.isRoot()
                        || journal.get(folder).filter(state -> !state.isFile()).isPresent());
    }

    /** Notes one that is about to begin. Durable when this returns. */
    public PendingMove begin(RelativePath from, RelativePath to) throws StoreException {
        PendingMove move = new PendingMove(kind, from, to);
        journal.pending().add(move);
        journal.commit();
        return move;
    }

    /** It is over; one that never began is fine. Durable when this returns. */
    public void end(RelativePath from, RelativePath to) throws StoreException {
        journal.pending().remove(new PendingMove(kind, from, to));
        journal.commit();
    }
}
