// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What time it is for a disk: the stamps of its files are compared with it. A file server has a clock of its own, and this
 * computer's may be wrong, or set in this very moment.
 */
@FunctionalInterface
interface DiskClock {
    /** Since 1970, never later than what a file written now is given. */
    long nanos();

    /** Asks the disk from time to time, by a file of our own; the system where nothing can be written. */
    static DiskClock of(Path root, InstantSource system) {
        return new Asking(root.resolve(Disk.OWN_FOLDER), system, System::nanoTime);
    }

    /** What the disk said, and how much time has gone by since then on a clock that nobody sets. */
    final class Asking implements DiskClock {
        private record Answer(long disk, long ticks) {}

        private static final Logger LOG = LoggerFactory.getLogger(Asking.class);
        private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(10);

        private final Path own;
        private final InstantSource system;
        private final LongSupplier ticks;
        private volatile @Nullable Answer answer;

        Asking(Path own, InstantSource system, LongSupplier ticks) {
            this.own = own;
            this.system = system;
            this.ticks = ticks;
        }

        @Override
        public long nanos() {
            long now = ticks.getAsLong();
            Answer last = answer;
            if (last == null || now - last.ticks() > FRESH_NANOS) {
                long disk = ask();
                now = ticks.getAsLong();
                last = new Answer(disk, now);
                answer = last;
            }
            return last.disk() + (now - last.ticks());
        }

        /** Rounded down by the disk, and from before the next tick is read: rather too early than too late. */
        private long ask() {
            Path probe = own.resolve("clock-" + UUID.randomUUID());
            if (Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)) {
                try {
                    Files.createFile(probe);
                    try {
                        return Files.getLastModifiedTime(probe).to(TimeUnit.NANOSECONDS);
                    } finally {
                        Files.delete(probe);
                    }
                } catch (IOException e) {
                    LOG.debug("the disk can't be asked for its time", e);
                }
            }
            Instant now = system.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }
    }
}
