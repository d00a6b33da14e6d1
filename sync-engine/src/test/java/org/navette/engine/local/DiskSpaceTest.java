// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.navette.engine.local.DiskSpace.Gauge;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Reserve;
import org.navette.engine.port.Room;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

class DiskSpaceTest {
    private static final RelativePath FILE = RelativePath.of("file");
    private static final RelativePath OTHER = RelativePath.of("other");

    private long free = 10_000;
    private final List<Set<RelativePath>> reclaimed = new ArrayList<>();
    private final DiskSpace space = new DiskSpace(
            new Gauge() {
                @Override
                public long free() {
                    return free;
                }

                @Override
                public long total() {
                    return 20_000;
                }
            },
            Reserve.of(1_000),
            reclaimed::add);

    private static void assertNoRoom(Executable attempt) {
        assertInstanceOf(
                Failure.NoRoom.class,
                assertThrows(StoreException.class, attempt).failure());
    }

    @Test
    void whatIsUnderWayIsCountedUntilItIsWrittenOrOver() throws IOException {
        Room first = space.claim(FILE, 6_000, 6_000);
        assertNoRoom(() -> space.claim(OTHER, 3_001, 3_001));
        assertEquals(List.of(Set.of(FILE, OTHER)), reclaimed, "what is going on is not given up");
        OutputStream out = first.held(new ByteArrayOutputStream(), 0);
        out.write(new byte[4_000]);
        free -= 4_000;
        space.claim(OTHER, 3_000, 3_000).close();
        first.close();
        space.claim(OTHER, 5_000, 5_000).close();
        assertNoRoom(() -> space.claim(OTHER, 5_001, 5_001));
    }

    @Test
    void moreThanAnnouncedIsNotTaken() throws IOException {
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        try (Room room = space.claim(FILE, 5, 10)) {
            OutputStream out = room.held(taken, 5);
            out.write(new byte[5]);
            StoreException more = assertThrows(StoreException.class, () -> out.write(1));
            assertInstanceOf(Failure.ChangedMeanwhile.class, more.failure());
        }
        assertEquals(5, taken.size());
    }

    @Test
    void whatNobodyAnnouncedStopsAtTheReserve() throws IOException {
        try (Room room = space.claim(FILE, -1, -1)) {
            OutputStream out = room.held(new ByteArrayOutputStream(), 0);
            out.write(new byte[4_000]);
            free = 999;
            assertNoRoom(() -> out.write(new byte[1]));
        }
    }

    @Test
    void whenSomebodyElseFillsTheDiskMeanwhileItStops() throws IOException {
        free = 10_000_000;
        try (Room room = space.claim(FILE, 5_000_000, 5_000_000)) {
            OutputStream out = room.held(new ByteArrayOutputStream(), 0);
            out.write(new byte[1_000_000]);
            free = 500;
            assertNoRoom(() -> out.write(new byte[100_000]));
        }
    }

    @Test
    void aDiskThatDoesNotSayHasRoom() throws IOException {
        free = -1;
        space.claim(FILE, Long.MAX_VALUE / 2, Long.MAX_VALUE / 2).close();
        assertEquals(Long.MAX_VALUE, space.free());
    }

    @Test
    void theUsualReserveIsAHundredthWithinReason() {
        assertEquals(3_000_000, Reserve.USUAL.bytes(30_000_000));
        assertEquals(20_000_000, Reserve.USUAL.bytes(1_000_000_000));
        assertEquals(160_000_000, Reserve.USUAL.bytes(16_000_000_000L));
        assertEquals(500_000_000, Reserve.USUAL.bytes(2_000_000_000_000L));
    }
}
