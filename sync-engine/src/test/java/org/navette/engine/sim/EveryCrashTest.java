// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.navette.engine.reconcile.DeletionGuard.Answer;
import org.navette.engine.tree.DiskTraits;
import org.navette.engine.tree.RelativePath;

/**
 * What the simulation found about passes that are cut off, each as a test that cuts a pass off at every call of a port in
 * turn, by a crash and by a power cut.
 */
@Tag("thorough")
@ExtendWith(QuietEngine.class)
class EveryCrashTest extends TwoDevices {
    /** Only what is named becomes durable. */
    private static final DiskKind STRICT = new DiskKind(1, DiskTraits.PLAIN, false, 0);

    private static final int MOST_CALLS = 400;

    @FunctionalInterface
    private interface Story {
        /** Prepares, has a pass of the given device cut off, goes on and checks. */
        void tell(Cut cut) throws InterruptedException;
    }

    private final class Cut {
        private final int call;
        private final boolean power;
        private boolean happened;

        Cut(int call, boolean power) {
            this.call = call;
            this.power = power;
        }

        void off(Device device) throws InterruptedException {
            int before = world.crashes;
            world.pass(5000);
            device.crashAt(call, power);
            device.pass(Answer.DELETE);
            happened = world.crashes > before;
        }
    }

    private void atEveryCall(Temper temper, Story story) throws InterruptedException {
        for (boolean power : new boolean[] {false, true}) {
            boolean happened = true;
            for (int call = 1; happened; call++) {
                assertTrue(call < MOST_CALLS, "a pass without end");
                world = new World(call, World.Weather.CALM, false);
                server = new SimServer(temper, world);
                one = new Device("one", world, server, STRICT);
                two = new Device("two", world, server, STRICT);
                world.whereabouts((path, content) -> onServer().containsValue(content));
                Cut cut = new Cut(call, power);
                story.tell(cut);
                happened = cut.happened;
            }
        }
    }

    private void settle() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            for (Device device : new Device[] {one, two}) {
                // Longer than a lock is granted for, and than the disk keeps anything in memory.
                world.pass(70_000);
                device.pass(Answer.DELETE);
            }
        }
        assertEquals(on(one), onServer());
        assertEquals(on(two), onServer());
        assertTrue(
                server.entries.keySet().stream().noneMatch(path -> path.value().contains("~navette-")));
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void aFileReceivedRightBeforeStaysGoneWhenItIsDeletedElsewhere(Temper temper) throws InterruptedException {
        atEveryCall(temper, cut -> {
            write(one, "a.txt", "a");
            write(one, "b.txt", "b");
            settleOnly(one);
            cut.off(two);
            one.disk.remove(RelativePath.of("a.txt"));
            settleOnly(one);
            settle();
            assertEquals(Map.of("b.txt", "b"), onServer());
        });
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void aFileReceivedRightBeforeIsNoConflictWhenItIsEditedElsewhere(Temper temper) throws InterruptedException {
        atEveryCall(temper, cut -> {
            write(one, "a.txt", "first");
            settleOnly(one);
            cut.off(two);
            write(one, "a.txt", "second!");
            settleOnly(one);
            settle();
            assertEquals(Map.of("a.txt", "second!"), onServer());
        });
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void aFileSentRightBeforeAndDeletedHereIsGoneOrComesBack(Temper temper) throws InterruptedException {
        atEveryCall(temper, cut -> {
            write(one, "b.txt", "b");
            settleOnly(one);
            write(one, "a.txt", "a");
            cut.off(one);
            one.disk.remove(RelativePath.of("a.txt"));
            boolean arrived = onServer().containsKey("a.txt");
            settle();
            // Of what arrived unheard nobody can tell whether it is ours.
            assertTrue(arrived || !onServer().containsKey("a.txt"));
            assertEquals("b", onServer().get("b.txt"));
        });
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void theSameContentThatSomebodyPutsThereRightAfterIsNeverDeleted(Temper temper) throws InterruptedException {
        atEveryCall(temper, cut -> {
            write(one, "b.txt", "b");
            settleOnly(one);
            write(one, "a.txt", "a");
            cut.off(one);
            one.disk.remove(RelativePath.of("a.txt"));
            // Within a second some servers describe it as they did before.
            world.pass(3000);
            server.write(RelativePath.of("a.txt"), world.written("a"));
            settle();
            assertEquals(Map.of("a.txt", "a", "b.txt", "b"), onServer());
        });
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void theSameContentThatSomebodyWritesHereRightAfterIsNeverTakenAway(Temper temper) throws InterruptedException {
        atEveryCall(temper, cut -> {
            write(one, "b.txt", "b");
            settleOnly(one);
            server.write(RelativePath.of("a.txt"), world.written("a"));
            cut.off(one);
            if (one.journal.entries().containsKey(RelativePath.of("a.txt"))) {
                // Both had it, so that the deletion there is one.
                return;
            }
            one.disk.remove(RelativePath.of("a.txt"));
            server.remove(RelativePath.of("a.txt"));
            write(one, "a.txt", "a");
            settle();
            assertEquals(Map.of("a.txt", "a", "b.txt", "b"), onServer());
        });
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void aFileSentRightBeforeIsNoConflictWhenItIsEditedHere(Temper temper) throws InterruptedException {
        atEveryCall(temper, cut -> {
            write(one, "a.txt", "first");
            settleOnly(one);
            write(one, "a.txt", "second!");
            cut.off(one);
            write(one, "a.txt", "and a third");
            settle();
            assertEquals(Map.of("a.txt", "and a third"), onServer());
        });
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void aFolderThatMovedRightBeforeIsNoConflictWhenAFileInItIsEdited(Temper temper) throws InterruptedException {
        atEveryCall(temper, cut -> {
            write(one, "d/a.txt", "first");
            write(one, "d/b.txt", "b");
            settle();
            world.pass(70_000);
            one.disk.move(RelativePath.of("d"), RelativePath.of("e"));
            one.disk.sync(Set.of(RelativePath.ROOT));
            cut.off(one);
            write(one, "e/a.txt", "second!");
            settle();
            assertEquals(Map.of("e", "/", "e/a.txt", "second!", "e/b.txt", "b"), onServer());
        });
    }

    /** Only where entries have an identity; elsewhere it is a deletion and a new file. */
    @ParameterizedTest
    @EnumSource(Temper.class)
    void aFileRenamedHereRightBeforeIsNoConflictWhenItIsEditedAndRenamedThere(Temper temper)
            throws InterruptedException {
        atEveryCall(temper, cut -> {
            write(one, "a.txt", "first");
            write(one, "other.txt", "other");
            settle();
            world.pass(70_000);
            server.move(RelativePath.of("a.txt"), RelativePath.of("b.txt"));
            cut.off(one);
            server.store(RelativePath.of("b.txt"), world.written("second!"));
            settle();
            assertEquals(Map.of("b.txt", "second!", "other.txt", "other"), onServer());
            assertEquals(onServer(), on(one));
        });
    }

    /** The name it was renamed to is somebody else's by then: what was renamed becomes the conflict copy. */
    @ParameterizedTest
    @EnumSource(Temper.class)
    void aMoveThatNeverHappenedIsNotBelieved(Temper temper) throws InterruptedException {
        atEveryCall(temper, cut -> {
            write(one, "a.txt", "a");
            write(one, "other.txt", "other");
            settle();
            world.pass(70_000);
            one.disk.rename(RelativePath.of("a.txt"), RelativePath.of("b.txt"));
            one.disk.sync(Set.of(RelativePath.ROOT));
            cut.off(one);
            boolean moved = onServer().containsKey("b.txt");
            if (!moved) {
                server.store(RelativePath.of("b.txt"), world.written("theirs"));
            }
            settle();
            assertEquals(moved ? "a" : "theirs", onServer().get("b.txt"));
            assertTrue(onServer().containsValue("a"), onServer().toString());
            assertFalse(onServer().containsKey("a.txt"), onServer().toString());
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Temper.class,
            names = {"APACHE", "TOMCAT"})
    void anUploadInPiecesIsNotContinuedWithAnotherContent(Temper temper) throws InterruptedException {
        atEveryCall(temper, cut -> {
            write(one, "b.txt", "b");
            settleOnly(one);
            write(one, "a.txt", "what was in it at first");
            cut.off(one);
            write(one, "a.txt", "what is in it since then");
            settle();
            assertEquals(Map.of("a.txt", "what is in it since then", "b.txt", "b"), onServer());
        });
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void whatWasSentIsNeverReplacedByWhatAPowerCutLeft(Temper temper) throws InterruptedException {
        atEveryCall(temper, cut -> {
            write(one, "a.txt", "first");
            settle();
            write(one, "a.txt", "second!");
            cut.off(one);
            boolean arrived = onServer().containsValue("second!");
            settle();
            if (arrived) {
                assertEquals(Map.of("a.txt", "second!"), onServer());
            }
            assertEquals(1, onServer().size());
        });
    }

    /** The window for it is a moment long, which a history by chance hits once in ten thousand; here it is hit for certain. */
    @Test
    void aContentThatIsNotDurableBeforeItIsPlacedIsNoticed() {
        assertThrows(AssertionError.class, () -> {
            for (Temper temper : Temper.values()) {
                atEveryCall(temper, cut -> {
                    world.sabotage = Sabotage.NO_FSYNC;
                    receivedRightBefore(cut);
                });
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void whatWasReceivedIsNeverReplacedByWhatAPowerCutLeft(Temper temper) throws InterruptedException {
        atEveryCall(temper, this::receivedRightBefore);
    }

    private void receivedRightBefore(Cut cut) throws InterruptedException {
        for (String name : new String[] {"a.txt", "b.txt", "c.txt", "d.txt"}) {
            write(one, name, name);
        }
        settleOnly(one);
        Map<String, String> all = onServer();
        cut.off(two);
        settle();
        assertEquals(all, onServer());
    }

    @ParameterizedTest
    @EnumSource(Temper.class)
    void aFolderThatIsDeletedIsGoneOrThereWithAllThatIsNew(Temper temper) throws InterruptedException {
        atEveryCall(temper, cut -> {
            write(one, "d/a.txt", "a");
            write(one, "d/deep/b.txt", "b");
            write(one, "c.txt", "c");
            settle();
            one.disk.remove(RelativePath.of("d"));
            one.disk.sync(Set.of(RelativePath.ROOT));
            cut.off(one);
            write(two, "d/new.txt", "new");
            settle();
            assertEquals("new", onServer().get("d/new.txt"));
            assertFalse(
                    onServer().containsKey("d/a.txt") || onServer().containsKey("d/deep/b.txt"),
                    onServer().toString());
        });
    }

    private void settleOnly(Device device) throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            world.pass(5000);
            device.pass(Answer.DELETE);
        }
    }
}
