// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SubscriptionsTest {
    private final Subscriptions subscriptions = new Subscriptions();

    @Test
    void aSlowListenerHoldsUpNobody() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(2);
        try (AutoCloseable _ = subscriptions.add(change -> {
                    try {
                        stuck.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                AutoCloseable _ = subscriptions.add(change -> told.countDown())) {
            subscriptions.tell(new ServiceChange.UpdateKnown());
            subscriptions.tell(new ServiceChange.SettingsChanged());
            assertTrue(told.await(30, TimeUnit.SECONDS));
            stuck.countDown();
        }
    }

    @Test
    void whatChangedBeforeTheEndIsStillToldInItsOrder() throws Exception {
        List<ServiceChange> heard = new CopyOnWriteArrayList<>();
        List<ServiceChange> changes = IntStream.range(0, 100)
                .<ServiceChange>mapToObj(i -> new ServiceChange.FolderRemoved("folder " + i))
                .toList();
        try (AutoCloseable _ = subscriptions.add(heard::add)) {
            changes.forEach(subscriptions::tell);
        }
        subscriptions.tell(new ServiceChange.UpdateKnown());
        assertEquals(changes, heard);
    }

    @Test
    void aListenerThatFailsIsToldOfTheNext() throws Exception {
        List<ServiceChange> heard = new CopyOnWriteArrayList<>();
        try (AutoCloseable _ = subscriptions.add(change -> {
            if (change instanceof ServiceChange.UpdateKnown) {
                throw new IllegalStateException("on purpose");
            }
            heard.add(change);
        })) {
            subscriptions.tell(new ServiceChange.UpdateKnown());
            subscriptions.tell(new ServiceChange.SettingsChanged());
        }
        assertEquals(List.of(new ServiceChange.SettingsChanged()), heard);
    }
}
