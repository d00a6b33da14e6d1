// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class AdaptiveWorkersTest {
    private final AdaptiveWorkers workers = new AdaptiveWorkers(4, System::nanoTime);

    static List<Throwable> faults() {
        return List.of(
                new OutOfMemoryError("Java heap space"),
                new StackOverflowError(),
                new NoClassDefFoundError("a library that was replaced"),
                new AssertionError("impossible"),
                new IllegalStateException("a fault nobody thought of"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whateverAStepThrowsReachesWhoeverWaits(Throwable fault) {
        List<Integer> items = IntStream.range(0, 1_000).boxed().toList();
        Throwable thrown = assertThrows(
                Throwable.class,
                () -> workers.runAll(items, (item, more) -> {
                    if (item == 7) {
                        AdaptiveWorkersTest.<RuntimeException>raise(fault);
                    }
                }));
        assertSame(fault, thrown);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable fault) throws T {
        throw (T) fault;
    }

    @Test
    void everythingThatStepsAddIsDoneAsWell() throws InterruptedException {
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        workers.runAll(List.of(1), (item, more) -> {
            done.add(item);
            if (item < 500) {
                more.accept(2 * item);
                more.accept(2 * item + 1);
            }
        });
        assertEquals(999, done.size());
    }
}
