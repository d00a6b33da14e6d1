// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.schedule.Signal.Surroundings;
import org.navette.engine.tree.RelativePath;

/**
 * When to look again, and where: at everything, at what changed here, or at a few folders where something happened lately. It knows
 * nothing of failures and pauses, which hold back what is due.
 */
final class PollSchedule {
    /** Deletions seen here wait until none was seen for so long. */
    static final Duration DELETIONS_QUIET = Duration.ofSeconds(3);
    /** Or, if there is no end to them, for so long; then the guard sees what it sees. */
    static final Duration DELETIONS_LONGEST = Duration.ofMinutes(1);

    private static final Duration AFTER_OWN = Duration.ofSeconds(2);

    private final FolderOptions folderOptions;
    private final ChangeDebouncer changes = new ChangeDebouncer();
    /** Deletions seen here: none is carried out before all of them are known. */
    private final ChangeDebouncer deletions = new ChangeDebouncer(DELETIONS_QUIET, DELETIONS_LONGEST);

    private final HotFolders hotFolders = new HotFolders();
    private final ScanDuration wholeTakes = new ScanDuration();
    private final ScanDuration glanceTakes = new ScanDuration();
    private Surroundings surroundings = Surroundings.USUAL;
    private boolean hinting;
    private Instant lastChange;
    /** When something was last seen to change; that somebody has started the program says nothing. */
    private Optional<Instant> lastWork = Optional.empty();

    private Instant lastWhole = Instant.MIN;
    private Instant wholeDue;

    PollSchedule(FolderOptions folderOptions, Instant now) {
        this.folderOptions = folderOptions;
        this.lastChange = now;
        this.wholeDue = now;
    }

    /** When everything is to be looked at. */
    Instant wholeDue() {
        return wholeDue;
    }

    void wholeAt(Instant time) {
        wholeDue = time;
    }

    /** At this time at the latest. */
    void wholeBy(Instant time) {
        wholeDue = PollPolicy.earlier(wholeDue, time);
    }

    /** Soon, but not for what we did ourselves a moment ago. */
    void wholeAfterOwn(Instant now) {
        wholeBy(now.plus(AFTER_OWN));
    }

    /** What changed here, and what of it was deleted: two kinds, the one that waits for others first. */
    List<ChangeDebouncer> noticed() {
        return List.of(deletions, changes);
    }

    /** When something that changed here is to be looked at. */
    Instant noticedDue() {
        return PollPolicy.earlier(changes.due(), deletions.due());
    }

    Instant changesDue() {
        return changes.due();
    }

    /** Whether deletions that were seen here wait until all of them are known. */
    boolean awaitsDeletions() {
        return !deletions.isEmpty();
    }

    /**
     * When folders where something happened lately are to be looked at; far away where that is not needed, because the server tells
     * of changes, or somebody has chosen how often to look.
     */
    Instant glanceDue() {
        return folderOptions.every().isEmpty() && !hinting ? hotFolders.due() : Instant.MAX;
    }

    Set<RelativePath> hotFolders() {
        return hotFolders.folders();
    }

    /** @param fresh of what has changed here, what does not rest */
    void changed(Set<RelativePath> paths, Set<RelativePath> fresh, Instant now) {
        changes.add(fresh, now);
        worked(now);
        lively(paths.stream().map(RelativePath::folder).toList());
    }

    /** What has rested enough is looked at like what has changed. */
    void rested(Set<RelativePath> paths, Instant now) {
        changes.add(paths, now);
    }

    void deleted(Set<RelativePath> paths, Instant now) {
        deletions.add(paths, now);
    }

    /** The watcher has missed something: deletions as well, perhaps. */
    void missed(Instant now) {
        deletions.add(Set.of(RelativePath.ROOT), now);
        wholeDue = now;
    }

    /** Deletions that a pass has put off. */
    void deferred(Set<RelativePath> paths, Instant now) {
        deletions.join(paths, now);
    }

    void lively(Collection<RelativePath> folders) {
        hotFolders.lively(folders);
    }

    void hinting(boolean on) {
        hinting = on;
    }

    /** The server tells of a change. It tells of our own writes as well, one by one. */
    void changedThere(Instant now) {
        wholeBy(PollPolicy.later(now, lastWhole.plus(AFTER_OWN)));
    }

    void worked(Instant now) {
        lastChange = now;
        lastWork = Optional.of(now);
    }

    Surroundings surroundings() {
        return surroundings;
    }

    void surrounded(Surroundings seen) {
        surroundings = seen;
    }

    /**
     * A look at everything begins, and takes in what was noticed.
     *
     * @param all whether also the deletions that still wait for others
     */
    void wholeBegins(boolean all, Instant now) {
        changes.take();
        lastWhole = now;
        if (all || !deletions.due().isAfter(now)) {
            deletions.take();
        }
    }

    void wholeTook(Duration time) {
        wholeTakes.took(time);
    }

    void glanceTook(Duration time) {
        glanceTakes.took(time);
    }

    /** A look at everything has ended well. */
    void wholeEnded(Instant now) {
        wholeDue = now.plus(untilNextLook(wholeTakes, now));
    }

    /** A part was looked at, and something done. */
    void partChanged(Instant now) {
        wholeBy(PollPolicy.later(now.plus(AFTER_OWN), lastWhole.plus(soonest(now))));
    }

    /** Something is still changing. */
    void restless(Instant now) {
        wholeBy(now.plus(soonest(now)));
    }

    /** A pass has ended well. */
    void ended(Instant now) {
        hotFolders.nextAt(now.plus(untilNextLook(glanceTakes, now)));
    }

    private Duration untilNextLook(ScanDuration takes, Instant now) {
        return folderOptions.every().orElseGet(() -> {
            Duration usual = PollPolicy.untilNextLook(
                    hinting ? PollPolicy.LONG_IDLE : Duration.between(lastChange, now),
                    surroundings.metered() || surroundings.onBattery());
            return PollPolicy.longer(usual, pause(takes, now));
        });
    }

    /** From one look at everything to the next, while somebody works. */
    private Duration soonest(Instant now) {
        return PollPolicy.longer(PollPolicy.BUSY, pause(wholeTakes, now));
    }

    private Duration pause(ScanDuration takes, Instant now) {
        return PollPolicy.pause(
                takes.expected(),
                lastWork.map(time -> Duration.between(time, now)).orElse(PollPolicy.LONG_IDLE));
    }

    /** The clock was set back. */
    void shift(Duration by) {
        lastChange = lastChange.plus(by);
        lastWhole = PollPolicy.shifted(lastWhole, by);
        wholeDue = PollPolicy.shifted(wholeDue, by);
        changes.shift(by);
        deletions.shift(by);
        hotFolders.shift(by);
        lastWork = lastWork.map(time -> time.plus(by));
    }
}
