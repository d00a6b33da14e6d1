// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.navette.engine.port.Failure;
import org.navette.testserver.FakeDav;
import org.navette.testserver.FakeFeature;

/** Disks that are really mounted inside a synced folder; skipped where that is not allowed. */
@Tag("thorough")
@Tag("real-disk")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class NestedDiskTest {
    @TempDir
    private Path place;

    private final Deque<Path> mounted = new ArrayDeque<>();
    private FakeDav server;
    private PairOnFake pair;

    @BeforeEach
    void start() throws IOException {
        server = FakeDav.start(EnumSet.noneOf(FakeFeature.class));
        pair = new PairOnFake(place, server);
    }

    @AfterEach
    void stop() throws Exception {
        while (!mounted.isEmpty()) {
            unmount(mounted.peek());
        }
        server.close();
    }

    private static boolean run(String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException notThere) {
            return false;
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        boolean done = process.waitFor() == 0;
        if (!done) {
            System.out.println(String.join(" ", command) + ": " + said);
        }
        return done;
    }

    private void mount(String path) throws Exception {
        Path at = Files.createDirectories(pair.file(path));
        boolean done = run("mount", "-t", "tmpfs", "-o", "size=1m", "navette-test", at.toString());
        // .ci/run leaves the tests of real disks out where nothing may be mounted, and fails where one is skipped.
        assumeTrue(done, "skipped: mounting is not allowed here");
        mounted.push(at);
    }

    private void unmount(Path at) throws Exception {
        assertTrue(run("umount", at.toString()));
        mounted.remove(at);
    }

    private Map<String, Class<?>> problems(PassResult result) {
        Map<String, Class<?>> problems = new HashMap<>();
        result.problems()
                .forEach(problem ->
                        problems.put(problem.where(), problem.failure().getClass()));
        assertEquals(Optional.empty(), result.halted());
        return problems;
    }

    /** Of a folder with {@code b.txt} at {@code bound}, beside {@code a.txt}. @return the folder */
    private Path syncedWithABindMount() throws Exception {
        pair.write("a.txt", "a");
        Path elsewhere = Files.createDirectory(place.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("b.txt"), "b");
        Path at = Files.createDirectories(pair.file("bound"));
        assumeTrue(
                run("mount", "--bind", elsewhere.toString(), at.toString()), "skipped: mounting is not allowed here");
        mounted.push(at);
        assertEquals(PassResult.NOTHING, pair.pass());
        return elsewhere;
    }

    /** A bind mount of the same disk is entered; nothing is copied out of it, and then deleted, when the folder is removed. */
    @Test
    void whatCannotLeaveItsPlaceInOneStepIsKeptWhenAFolderIsRemoved() throws Exception {
        Path elsewhere = syncedWithABindMount();
        try (FolderPair open = pair.open()) {
            LocalRemoval.Report report = open.removeLocal(new LocalRemoval.Options(false, Set.of()));
            assertEquals(List.of(new LocalRemoval.Kept("bound/b.txt", LocalRemoval.Reason.OTHER_DISK)), report.kept());
            assertEquals(1, report.deleted());
        }
        assertEquals("b", Files.readString(elsewhere.resolve("b.txt")));
    }

    /** There a change here is sent, and one on the server cannot come in: nobody is told that all is up to date. */
    @Test
    void whatCannotComeToItsPlaceInOneStepIsSaidAndIsNotInStep() throws Exception {
        Path elsewhere = syncedWithABindMount();
        server.put("/bound/b.txt", "edited there");
        for (int i = 0; i < 2; i++) {
            PassResult result = pair.pass();
            assertEquals(Map.of("bound/b.txt", Failure.MountedApart.class), problems(result));
            assertFalse(result.isInStep());
            assertEquals("b", Files.readString(elsewhere.resolve("b.txt")));
            assertEquals(Optional.of("edited there"), server.content("/bound/b.txt"));
        }
    }

    @Test
    void aDiskMountedInsideIsSaidAndLeftAlone() throws Exception {
        pair.write("a.txt", "a");
        mount("disk");
        pair.write("disk/on-it.txt", "on the disk");
        PassResult result = pair.pass();
        assertEquals(Map.of("disk", Failure.OnAnotherDisk.class), problems(result));
        assertTrue(result.isInStep());
        assertEquals(Optional.empty(), server.content("/disk/on-it.txt"));
        assertEquals(Optional.of("a"), server.content("/a.txt"));
        unmount(pair.file("disk"));
        assertEquals(Map.of("disk", Failure.DiskNotMounted.class), problems(pair.pass()));
    }

    @Test
    void whatIsUnderADiskAndWhatWasMovedToItIsDeletedNowhere() throws Exception {
        for (String name : List.of("1", "2", "3", "4")) {
            pair.write("photos/" + name + ".jpg", "photo " + name);
        }
        for (int i = 0; i < 20; i++) {
            pair.write("other/" + i, "other " + i);
        }
        assertEquals(PassResult.NOTHING, pair.pass());
        // Somebody moves the photos to another disk, and mounts it in their place.
        Path away = Files.createDirectory(place.resolve("away"));
        Files.move(pair.file("photos"), away.resolve("photos"));
        mount("photos");
        assertEquals(Map.of("photos", Failure.OnAnotherDisk.class), problems(pair.pass()));
        server.put("/photos/1.jpg", "edited there");
        assertEquals(Map.of("photos", Failure.OnAnotherDisk.class), problems(pair.pass()));
        assertFalse(pair.has("photos/1.jpg"), "nothing is put onto the other disk");

        unmount(pair.file("photos"));
        PassResult notThere = pair.pass();
        assertEquals(Map.of("photos", Failure.DiskNotMounted.class), problems(notThere));
        assertFalse(notThere.isInStep());
        assertEquals(Optional.of("photo 2"), server.content("/photos/2.jpg"));
        Files.delete(pair.file("photos"));
        assertEquals(Map.of("photos", Failure.DiskNotMounted.class), problems(pair.pass()));
        assertEquals(Optional.of("photo 4"), server.content("/photos/4.jpg"));

        // A program that knows nothing of the disk makes the folder, and writes there.
        pair.write("photos/new.jpg", "from the camera");
        assertEquals(PassResult.NOTHING, pair.pass());
        assertEquals(Optional.of("photo 4"), server.content("/photos/4.jpg"));
        assertEquals(Optional.of("from the camera"), server.content("/photos/new.jpg"));
        assertEquals("photo 4", pair.read("photos/4.jpg"));
        assertEquals("edited there", pair.read("photos/1.jpg"));
        assertEquals(Optional.of("photo 3"), server.content("/photos/3.jpg"));
        Files.delete(pair.file("photos/3.jpg"));
        assertEquals(PassResult.NOTHING, pair.pass());
        assertEquals(Optional.empty(), server.content("/photos/3.jpg"), "an ordinary folder again");
    }

    @Test
    void aRemovalDoesNotEnterADiskMountedInside() throws Exception {
        pair.write("a.txt", "a");
        assertEquals(PassResult.NOTHING, pair.pass());
        mount("in/disk");
        pair.write("in/disk/on-it.txt", "on the disk");
        try (FolderPair open = pair.open()) {
            LocalRemoval.Report report = open.removeLocal(new LocalRemoval.Options(true, Set.of()));
            assertTrue(report.kept().contains(new LocalRemoval.Kept("in/disk", LocalRemoval.Reason.OTHER_DISK)));
        }
        assertEquals("on the disk", pair.read("in/disk/on-it.txt"));
        assertFalse(pair.has("a.txt"));
    }
}
