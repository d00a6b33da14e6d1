// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.navette.engine.Entries;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Seen;

class DeletionGuardTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, false",
        "1, 1, true",
        "1, 2, false",
        "50, 51, false",
        "51, 52, true",
        "51, 254, true",
        "51, 255, false",
        "60, 1000, false",
        "201, 1000, true",
        "3, 3, true"
    })
    void holdsManyDeletionsThatAreALargePartAndAll(long deletions, long entries, boolean held) {
        assertEquals(held, new DeletionGuard(entries, false).holds(deletions));
        assertEquals(false, new DeletionGuard(entries, true).holds(deletions), "somebody agreed");
    }

    @Test
    void whatIsNotADeletionGoesOn() {
        Stream<Node> gone = IntStream.range(0, 60)
                .mapToObj(i -> new Node(
                        RelativePath.of("gone" + i),
                        Seen.absent(),
                        Seen.there(Entries.there("x" + i)),
                        Optional.of(Entries.synced("x" + i, "k" + i))));
        Node fresh =
                new Node(RelativePath.of("new"), Seen.there(Entries.here("new", "n")), Seen.absent(), Optional.empty());

        Plan plan = Reconciler.reconcile(Stream.concat(gone, Stream.of(fresh)).toList(), new DeletionGuard(100, false));

        assertEquals(60, plan.held().size());
        assertEquals(1, plan.actions().size());
        assertTrue(plan.actions().getFirst() instanceof Action.Upload);
    }
}
