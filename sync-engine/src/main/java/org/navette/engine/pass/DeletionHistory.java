// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import com.google.common.collect.Multiset;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.navette.engine.port.DeletionLog;
import org.navette.engine.port.DeletionLog.Deleted;
import org.navette.engine.port.DeletionLog.Lot;
import org.navette.engine.port.DeletionLog.Side;
import org.navette.engine.port.Journal;
import org.navette.engine.port.StoreException;
import org.navette.engine.reconcile.Action;
import org.navette.engine.reconcile.Plan;
import org.navette.engine.reconcile.RecentDeletions;
import org.navette.engine.tree.Change;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;
import org.navette.engine.tree.SyncedState;

/**
 * What the guard is told of earlier deletions. They count for a day of <em>watched</em> time, in which no more than an hour goes by
 * from one look to the next: what somebody's clock says alone neither makes it forget, nor keeps it from forgetting
 * (docs/decisions/0030-deletions-add-up.md).
 */
final class DeletionHistory {
    static final Duration WINDOW = Duration.ofDays(1);
    static final Duration LONGEST_GAP = Duration.ofHours(1);
    /** Smaller steps are not written down by themselves. */
    private static final Duration GRAIN = Duration.ofMinutes(5);

    private static final String TIME = "deletions.time";
    private static final String SEEN = "deletions.seen";

    private final Journal journal;
    private final DeletionLog log;
    private final InstantSource clock;

    DeletionHistory(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.log = journal.deletions();
        this.clock = clock;
    }

    /**
     * What counts together with what these nodes may lead to.
     *
     * @param keepsTime whether the time that has gone by may be written down
     */
    RecentDeletions recent(List<Node> nodes, boolean keepsTime) throws StoreException {
        List<Lot> lots = log.lots();
        if (lots.isEmpty()) {
            return RecentDeletions.NONE;
        }
        long oldest = (keepsTime ? watchedTime(GRAIN) : watchedTimeSoFar()) - WINDOW.toMillis();
        if (keepsTime && lots.getFirst().at() < oldest) {
            log.forgetBefore(oldest);
        }
        List<Lot> young = lots.stream().filter(lot -> lot.at() >= oldest).toList();
        Map<RelativePath, Long> serials = serials(nodes);
        return young.isEmpty() || serials.isEmpty()
                ? RecentDeletions.NONE
                : new RecentDeletions(withoutWhatIsThere(young), serials);
    }

    private Map<RelativePath, Long> serials(List<Node> nodes) throws StoreException {
        Map<RelativePath, Long> serials = new HashMap<>();
        for (Node node : nodes) {
            boolean gone = node.localChange() == Change.GONE || node.remoteChange() == Change.GONE;
            if (gone && node.synced().filter(SyncedState::isFile).isPresent()) {
                serials.put(node.path(), log.serial(node.path()));
            }
        }
        return serials;
    }

    /** What came back is not gone, nor is what stands under another name now. */
    private List<RecentDeletions.Lot> withoutWhatIsThere(List<Lot> lots) throws StoreException {
        Multiset<Sha256> arrived = log.newerThan(lots.getFirst().newest());
        List<RecentDeletions.Lot> gone = new ArrayList<>();
        for (Lot lot : lots) {
            Map<RelativePath, Long> files = new HashMap<>();
            for (Deleted deleted : lot.deleted()) {
                if (journal.get(deleted.path()).isEmpty() && !arrived.remove(deleted.content())) {
                    files.put(deleted.path(), deleted.serial());
                }
            }
            gone.add(new RecentDeletions.Lot(lot.files(), lot.newest(), files));
        }
        return gone;
    }

    /** Every file that went lately and is not back under its name, the newest first. */
    List<Deleted> gone() throws StoreException {
        List<Deleted> gone = new ArrayList<>();
        Set<RelativePath> seen = new HashSet<>();
        for (Lot lot : log.lots().reversed()) {
            for (Deleted deleted : lot.deleted()) {
                if (seen.add(deleted.path()) && journal.get(deleted.path()).isEmpty()) {
                    gone.add(deleted);
                }
            }
        }
        return gone;
    }

    /**
     * Notes what a plan is about to delete, durably: after a crash, nobody knows how far it came. What stays after all is in the
     * synced tree, and so does not count.
     */
    void note(Plan plan) throws StoreException {
        List<Deleted> deleted = new ArrayList<>();
        for (Action action : plan.actions()) {
            switch (action) {
                case Action.DeleteRemote(Node node, List<Node> below) -> {
                    for (Node gone :
                            Stream.concat(Stream.of(node), below.stream()).toList()) {
                        add(gone, Side.SERVER, deleted);
                    }
                }
                case Action.TrashLocal(Node node) -> add(node, Side.HERE, deleted);
                default -> {}
            }
        }
        if (!deleted.isEmpty()) {
            log.add(new Lot(watchedTime(Duration.ZERO), journal.files(), log.newest(), deleted));
            journal.commit();
        }
    }

    private void add(Node node, Side side, List<Deleted> deleted) throws StoreException {
        Optional<Sha256> content = node.synced().filter(SyncedState::isFile).flatMap(SyncedState::content);
        if (content.isPresent()) {
            deleted.add(new Deleted(node.path(), side, content.get(), log.serial(node.path())));
        }
    }

    /** Somebody was asked and has answered: the counting begins anew. */
    void forget() throws StoreException {
        log.forgetBefore(Long.MAX_VALUE);
    }

    private long watchedTime(Duration grain) throws StoreException {
        long now = clock.millis();
        long seen = number(SEEN, now);
        long time = watchedTimeSoFar();
        if (now < seen || now - seen >= grain.toMillis()) {
            journal.note(Map.of(TIME, String.valueOf(time), SEEN, String.valueOf(now)));
        }
        return time;
    }

    private long watchedTimeSoFar() throws StoreException {
        long now = clock.millis();
        long gap = Math.clamp(now - number(SEEN, now), 0, LONGEST_GAP.toMillis());
        return number(TIME, 0) + gap;
    }

    private long number(String fact, long otherwise) throws StoreException {
        return journal.fact(fact).map(Long::parseLong).orElse(otherwise);
    }
}
