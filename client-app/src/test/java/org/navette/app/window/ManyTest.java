// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.Uninterruptibles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navette.app.api.FolderCommand;
import org.navette.app.api.FolderStateReply;
import org.navette.app.view.ActivityRows.Row;

/** A window that is looked at while a great deal is done. */
@Tag("thorough")
class ManyTest {
    private static final int ROWS = 10_000;
    private static final int FILES = Integer.getInteger("many.files", 11_000);
    private static final int PER_FOLDER = 200;

    @TempDir
    Path place;

    /** Measures how long the thread that draws lets others wait. */
    private static final class Pulse implements AutoCloseable {
        private final AtomicLong worst = new AtomicLong();
        private final AtomicLong late = new AtomicLong();
        private final AtomicLong all = new AtomicLong();
        private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor();

        Pulse() {
            var _ = beat.scheduleWithFixedDelay(this::beat, 0, 10, TimeUnit.MILLISECONDS);
        }

        private void beat() {
            long asked = System.nanoTime();
            CountDownLatch came = new CountDownLatch(1);
            Platform.runLater(() -> {
                long millis = (System.nanoTime() - asked) / 1_000_000;
                worst.accumulateAndGet(millis, Math::max);
                all.incrementAndGet();
                if (millis > 50) {
                    late.incrementAndGet();
                }
                came.countDown();
            });
            Uninterruptibles.awaitUninterruptibly(came);
        }

        @Override
        public void close() {
            beat.shutdownNow();
        }
    }

    @Test
    void tenThousandLinesAreSearchedAndTheWindowStaysAlive() throws Exception {
        try (Share share = new Share(place);
                OpenWindow window = share.synced(Locale.ENGLISH)) {
            for (int i = 0; i < FILES; i++) {
                Path file = share.there.resolve("f" + i / PER_FOLDER + "/" + i + ".txt");
                Files.createDirectories(file.getParent());
                Files.writeString(file, "content " + i);
            }
            Pulse pulse = new Pulse();
            window.navette.run(FolderCommand.SyncNow.of(Optional.empty()), Locale.ENGLISH);
            window.untilState(FolderStateReply.Syncing.class);
            window.untilShown("progress");
            window.untilShown("progress-words");
            window.until("speed", () -> window.texts().stream().anyMatch(text -> text.contains("per second")));
            window.shot("progress");
            window.until(
                    "all lines",
                    Duration.ofMinutes(4),
                    () -> window.node("activities", ListView.class).getItems().size() > ROWS);
            pulse.close();
            System.out.printf(
                    "thread that draws, during a sync of %d files: worst wait %d ms, %d of %d over 50 ms%n",
                    FILES, pulse.worst.get(), pulse.late.get(), pulse.all.get());
            long begun = System.nanoTime();
            window.type("search", "/1234.txt");
            window.until("found", () -> {
                var rows = window.node("activities", ListView.class).getItems();
                return rows.size() == 2 && rows.get(1) instanceof Row.Entry;
            });
            System.out.printf("10,000 lines searched in %d ms%n", (System.nanoTime() - begun) / 1_000_000);
            window.type("search", "");
            window.until(
                    "all again",
                    () -> window.node("activities", ListView.class).getItems().size() > ROWS);
            // Only the lines that are seen are drawn.
            int drawn = OpenWindow.draw(() -> window.node("activities", ListView.class)
                    .lookupAll(".list-cell")
                    .size());
            assertTrue(drawn < 100, drawn + " lines are drawn");
        }
    }
}
