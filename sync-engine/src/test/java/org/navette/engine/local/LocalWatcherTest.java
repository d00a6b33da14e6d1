// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/** With the real disk, whose events come when they come: tests wait for what has to come. */
@Tag("integration")
class LocalWatcherTest {
    @TempDir
    private Path root;

    private final Set<RelativePath> told = new ConcurrentSkipListSet<>();
    private final AtomicInteger limits = new AtomicInteger();
    private final AtomicInteger missed = new AtomicInteger();
    private final CountDownLatch lost = new CountDownLatch(1);
    private @Nullable LocalWatcher watcher;

    private void watch(int mostFolders) throws StoreException {
        watcher = LocalWatcher.start(root, mostFolders, new LocalWatcher.Sink() {
            @Override
            public void changed(RelativePath path) {
                told.add(path);
            }

            @Override
            public void missed() {
                missed.incrementAndGet();
            }

            @Override
            public void limited() {
                limits.incrementAndGet();
            }

            @Override
            public void lost() {
                lost.countDown();
            }
        });
    }

    @AfterEach
    void stop() {
        if (watcher != null) {
            watcher.close();
        }
    }

    private void expect(String path) throws InterruptedException {
        await(() -> told.contains(RelativePath.of(path)), path + " in " + told);
    }

    private void await(BooleanSupplier condition, String what) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
            assertTrue(!never.await(20, TimeUnit.MILLISECONDS));
        }
        assertTrue(condition.getAsBoolean(), what);
    }

    @Test
    void tellsOfWhatComesChangesAndGoes() throws Exception {
        Files.createDirectories(root.resolve("d/e"));
        watch(1000);
        Files.writeString(root.resolve("d/e/new"), "1");
        expect("d/e/new");
        told.clear();
        Files.writeString(root.resolve("d/e/new"), "2");
        expect("d/e/new");
        told.clear();
        Files.delete(root.resolve("d/e/new"));
        expect("d/e/new");
    }

    @Test
    void aFolderThatComesIsWatchedFromThenOn() throws Exception {
        watch(1000);
        Files.createDirectories(root.resolve("a/b/c"));
        expect("a");
        // Made before or after the watch reached it: it is told, or its folder is.
        Path file = root.resolve("a/b/c/f");
        await(
                () -> {
                    write(file);
                    return told.contains(RelativePath.of("a/b/c/f"));
                },
                "the inside of a new folder");
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, String.valueOf(System.nanoTime()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aRenamedFolderIsToldOfUnderItsNewName() throws Exception {
        Files.createDirectories(root.resolve("old/deep"));
        watch(1000);
        Files.move(root.resolve("old"), root.resolve("new"));
        expect("old");
        expect("new");
        await(
                () -> {
                    write(root.resolve("new/deep/f"));
                    return told.contains(RelativePath.of("new/deep/f"));
                },
                "the inside of a renamed folder under its new name");
        told.clear();
        Files.createDirectories(root.resolve("old/deep"));
        await(
                () -> {
                    write(root.resolve("old/deep/g"));
                    return told.contains(RelativePath.of("old/deep/g"));
                },
                "a folder that took the old name");
        assertTrue(!told.contains(RelativePath.of("new/deep/g")), told.toString());
    }

    @Test
    void ourOwnCornerIsNotToldOf() throws Exception {
        Files.createDirectories(root.resolve(".navette/tmp"));
        watch(1000);
        Files.writeString(root.resolve(".navette/tmp/x"), "x");
        Files.writeString(root.resolve(".navette/y"), "y");
        Files.writeString(root.resolve("end"), "z");
        expect("end");
        // Copied: the size of such a set may lag behind what it contains.
        assertEquals(Set.of(RelativePath.of("end")), Set.copyOf(told));
    }

    @Test
    void aLimitIsToldOnceAndTheWatchedPartGoesOn() throws Exception {
        for (int i = 0; i < 20; i++) {
            Files.createDirectories(root.resolve("d" + i));
        }
        watch(5);
        Files.createDirectories(root.resolve("one-more"));
        Files.writeString(root.resolve("f"), "x");
        expect("f");
        assertEquals(1, limits.get());
    }

    @Test
    void aFolderThatGoesAwayAsAWholeIsToldOf() throws Exception {
        Path inner = Files.createDirectories(root.resolve("disk"));
        root = inner;
        watch(1000);
        Files.delete(inner);
        assertTrue(lost.await(10, TimeUnit.SECONDS));
    }

    @Test
    void moreThanTheSystemKeepsIsToldOfAsMissed() throws Exception {
        watch(100_000);
        Random chance = new Random(1);
        // The system keeps some ten thousand events: folders that come and go are followed one by one, which takes
        // longer.
        for (int i = 0; i < 60_000 && missed.get() == 0; i++) {
            Path folder = root.resolve("d" + chance.nextInt(50));
            if (!Files.exists(folder)) {
                Files.createDirectory(folder);
            }
            Path file = folder.resolve("f" + i);
            Files.createFile(file);
            Files.delete(file);
        }
        assertTrue(missed.get() > 0 || told.size() > 1000, "neither told nor missed");
    }
}
