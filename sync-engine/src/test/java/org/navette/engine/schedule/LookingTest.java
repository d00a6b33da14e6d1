// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.tree.RelativePath;

/** How often a folder looks at everything, and at a few places in between, by what looking takes. */
class LookingTest extends LivedFolder {
    /** Ends the running pass after it has looked for so long. */
    private void looksFor(Duration time) {
        now = now.plus(time);
        tell(new Signal.Told(new SyncEvent.Planned(0, 0, 0)));
        tell(new Signal.PassEnded(PassResult.NOTHING, 0));
    }

    /** Until it knows that a look at everything takes 8 s. */
    private void hasDearLooks() {
        waitForPass(Duration.ZERO);
        looksFor(Duration.ofSeconds(8));
        PassOptions next;
        do {
            next = waitForPass(Duration.ofSeconds(15));
            looksFor(next.isWhole() ? Duration.ofSeconds(8) : Duration.ZERO);
        } while (!next.isWhole());
    }

    @Test
    void oneLongLookSaysNothingOfTheNext() {
        waitForPass(Duration.ZERO);
        looksFor(Duration.ofSeconds(8));
        assertEquals(15, untilNextPass().toSeconds(), "it may have been the start that took so long");
        looksFor(Duration.ofMillis(10));
        untilNextPass();
        looksFor(Duration.ofHours(8));
        assertTrue(untilNextPass().toSeconds() <= 180, "the computer may have slept");
    }

    @Test
    void whereALookAtEverythingIsDearItIsMadeOnceAnHourWhileNobodyWorks() {
        hasDearLooks();
        Instant looked = now;
        PassOptions next;
        do {
            next = waitForPass(Duration.ofHours(1));
            looksFor(next.isWhole() ? Duration.ofMillis(300) : Duration.ZERO);
        } while (!next.isWhole());
        assertEquals(3600, Duration.between(looked, now).toSeconds());
        looked = now;
        do {
            next = waitForPass(Duration.ofHours(1));
            looksFor(Duration.ZERO);
        } while (!next.isWhole());
        assertEquals(300, Duration.between(looked, now).toSeconds(), "a thousand times what it took");
    }

    @Test
    void whileSomebodyWorksADearLookIsMadeMoreOften() {
        hasDearLooks();
        tell(new Signal.Changed(paths("d/a")));
        assertEquals(paths("d/a"), waitForPass(Duration.ofSeconds(1)).where());
        tell(new Signal.PassEnded(PassResult.NOTHING, 1));
        Instant saved = now;
        PassOptions next;
        do {
            next = waitForPass(Duration.ofHours(1));
            looksFor(next.isWhole() ? Duration.ofSeconds(8) : Duration.ofMillis(50));
        } while (!next.isWhole());
        long seconds = Duration.between(saved, now).toSeconds();
        assertTrue(seconds >= 300 && seconds <= 500, seconds + " s");
    }

    @Test
    void betweenDearLooksItGlancesAtFoldersWhereSomethingHappened() {
        hasDearLooks();
        tell(new Signal.Lively(List.of(RelativePath.of("old"), RelativePath.of("new"))));
        PassOptions glance = waitForPass(Duration.ofSeconds(15));
        assertEquals(paths("", "old", "new"), glance.glances());
        assertEquals(Set.of(), glance.where());
        looksFor(Duration.ofMillis(100));
        waitForPass(Duration.ofSeconds(15));
        looksFor(Duration.ofMillis(100));
        assertEquals(100, untilNextPass().toSeconds(), "a glance takes a thousandth of the time as well");
    }

    @Test
    void whatIsGoneFromAFolderIsLookedForEverywhereAtOnce() {
        hasDearLooks();
        tell(new Signal.Lively(List.of(RelativePath.of("d"))));
        assertEquals(paths("", "d"), waitForPass(Duration.ofSeconds(15)).glances());
        tell(new Signal.Told(SyncEvent.Done.of(SyncEvent.Operation.TRASHED, RelativePath.of("d/moved"))));
        tell(new Signal.PassEnded(PassResult.NOTHING, 1));
        assertTrue(waitForPass(Duration.ofSeconds(3)).isWhole(), "it may have been moved to a folder nobody looked at");
    }

    @Test
    void itGlancesAtTheLatestFoldersOnly() {
        hasDearLooks();
        waitForPass(Duration.ofSeconds(15));
        for (int i = 0; i < 100; i++) {
            tell(new Signal.Told(SyncEvent.Done.of(SyncEvent.Operation.DOWNLOADED, RelativePath.of("d" + i + "/f"))));
        }
        looksFor(Duration.ZERO);
        PassOptions glance = waitForPass(Duration.ofSeconds(15));
        assertEquals(HotFolders.MOST_FOLDERS, glance.glances().size());
        assertTrue(glance.glances().containsAll(paths("d99", "d68")), glance + "");
    }
}
