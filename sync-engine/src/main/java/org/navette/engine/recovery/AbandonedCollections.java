// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.recovery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.navette.engine.evidence.TemporaryNames;
import org.navette.engine.port.AsideSighting;
import org.navette.engine.port.Journal;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collections that another client moved aside to delete them, and then never came back to. Everybody leaves such names alone, so
 * that what somebody put there in the last moment would be seen by nobody. Whoever finds one at two looks that are an hour or more apart by the
 * server's time gives it its name back; its owner, should it come after all, finds it gone from its note and compares what is there.
 */
final class AbandonedCollections {
    /** Deleting a collection takes seconds or minutes: its owner is not disturbed at work. */
    static final Duration PATIENCE = Duration.ofHours(1);

    /** After which a collection that is not seen any more is forgotten. */
    private static final Duration MEMORY = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(AbandonedCollections.class);

    private final RemoteStore remote;
    private final InstantSource clock;
    private final CollectionRestorer restorer;
    private final Journal journal;

    AbandonedCollections(RemoteStore remote, Journal journal, InstantSource clock, CollectionRestorer restorer) {
        this.remote = remote;
        this.clock = clock;
        this.restorer = restorer;
        this.journal = journal;
    }

    /**
     * Puts back those that have been there for long, and notes the others.
     *
     * @param found what this look has found
     * @return where something has come back
     */
    Set<RelativePath> restore(Collection<RelativePath> found) {
        Set<RelativePath> back = new HashSet<>();
        try {
            Instant now = remote.serverTime().orElseGet(clock::instant);
            Map<String, AsideSighting> before = sightings();
            Map<String, AsideSighting> sightings = new HashMap<>(before);
            Set<String> there = found.stream().map(RelativePath::name).collect(Collectors.toSet());
            sightings.values().removeIf(old -> !there.contains(old.name()) && isPast(old, MEMORY, now));
            for (RelativePath aside : found) {
                AsideSighting seen = sightings.get(aside.name());
                if (seen == null || seen.first().isAfter(now)) {
                    sightings.put(aside.name(), new AsideSighting(aside.name(), now.truncatedTo(ChronoUnit.SECONDS)));
                } else if (isPast(seen, PATIENCE, now)) {
                    restore(aside).ifPresent(back::add);
                }
            }
            if (!sightings.equals(before)) {
                journal.pending().replaceAsideSightings(sightings.values());
                journal.commit();
            }
        } catch (StoreException e) {
            LOG.info("what others moved aside on the server is looked at again later", e);
        }
        return back;
    }

    private static boolean isPast(AsideSighting seen, Duration time, Instant now) {
        return !seen.first().plus(time).isAfter(now);
    }

    private Map<String, AsideSighting> sightings() throws StoreException {
        Map<String, AsideSighting> sightings = new HashMap<>();
        for (AsideSighting sighting : journal.pending().asideSightings()) {
            sightings.put(sighting.name(), sighting);
        }
        return sightings;
    }

    private Optional<RelativePath> restore(RelativePath aside) {
        try {
            Optional<RelativePath> place = putBack(restorer, aside);
            place.ifPresent(path ->
                    LOG.info("{} was moved aside by a client that did not come back; it is {} again", aside, path));
            return place;
        } catch (StoreException e) {
            LOG.info("{} stays aside on the server for now", aside, e);
            return Optional.empty();
        }
    }

    /** Gives a collection the name that its temporary one tells, or one like it. */
    static Optional<RelativePath> putBack(CollectionRestorer restorer, RelativePath aside) throws StoreException {
        TemporaryNames.Original original = TemporaryNames.original(aside);
        return original.whole()
                ? restorer.restore(aside, original.path())
                : restorer.restoreBeside(aside, original.path());
    }
}
