// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.Failure;
import org.navette.engine.reconcile.AnswerScope;
import org.navette.engine.reconcile.DeletionGuard;
import org.navette.engine.reconcile.DeletionGuard.Answer;
import org.navette.engine.tree.RelativePath;

/**
 * Somebody, or something, deletes in lots of all sizes, here, on the server, between passes and in the middle of them, with clocks
 * that jump; questions are answered late. No more goes without a question than the guard lets through at once.
 */
@Tag("thorough")
@ExtendWith(QuietEngine.class)
class DeletionLotsTest extends TwoDevices {
    private static final int FILES = 160;
    private static final int FOLDERS = 8;
    private static final int STEPS = 12;
    private static final int SEEDS = 25;
    private static final int SEEDS_TO_FIND = 400;

    /** One history. */
    private static final class History {
        private final World world;
        private final SimServer server;
        private final Device device;
        private final Set<RelativePath> removedByPeople = new HashSet<>();
        private final Set<RelativePath> unasked = new TreeSet<>();
        private int allowed = Math.max(DeletionGuard.FEW, FILES / DeletionGuard.LARGE_PART);
        private int busy;

        History(long seed, Sabotage sabotage) {
            // Without crashes and faults until everything is there.
            world = new World(seed, World.Weather.CALM, false);
            world.sabotage = sabotage;
            server = new SimServer(Temper.APACHE, world);
            device = new Device("one", world, server, PLAIN);
        }

        /** Those that went unasked, where they are too many; empty if all is well. */
        Set<RelativePath> run() throws InterruptedException {
            world.startStep(0);
            for (int i = 0; i < FILES; i++) {
                RelativePath file = RelativePath.of("d" + i % FOLDERS + "/f" + i);
                device.disk.makeFolders(file.folder());
                device.disk.write(file, world.newContent());
            }
            world.pass(60_000);
            device.pass(Answer.NONE);
            world.pass(60_000);
            device.pass(Answer.NONE);
            world.weather = new World.Weather(true, true, false);
            world.others(this::deleteOn);
            for (int step = 1; step <= STEPS; step++) {
                world.startStep(step);
                world.pass(world.oneIn(3) ? 60_000 : 5_000);
                if (world.oneIn(6)) {
                    jump();
                }
                boolean there = world.oneIn(3);
                delete(there, 1 + world.below(world.oneIn(3) ? 60 : 40));
                busy = world.oneIn(2) ? world.below(60) : 0;
                PassResult result = pass(PassOptions.USUAL, Set.of());
                if (!result.held().isEmpty() && world.oneIn(2)) {
                    // More goes before the answer comes.
                    delete(there, world.below(70));
                    Set<RelativePath> shown = Set.copyOf(result.held());
                    pass(PassOptions.USUAL.answering(Answer.DELETE, new AnswerScope.These(shown)), shown);
                }
                if (unasked.size() > allowed) {
                    return unasked;
                }
            }
            return Set.of();
        }

        private void jump() {
            long days = Duration.ofDays(60).toMillis();
            world.pass(world.oneIn(2) ? days : -days);
        }

        private PassResult pass(PassOptions options, Set<RelativePath> shown) throws InterruptedException {
            Set<RelativePath> thereBefore = filesThere();
            Set<RelativePath> hereBefore = new HashSet<>(device.disk.files());
            removedByPeople.clear();
            PassResult result = device.pass(options);
            Set<RelativePath> gone = new HashSet<>(thereBefore);
            gone.removeAll(filesThere());
            Set<RelativePath> goneHere = new HashSet<>(hereBefore);
            device.disk.files().forEach(goneHere::remove);
            gone.addAll(goneHere);
            gone.removeAll(removedByPeople);
            if (!shown.isEmpty()) {
                // The counting begins anew with what was not shown.
                unasked.clear();
                allowed = Math.max(DeletionGuard.FEW, (int) device.journal.files() / DeletionGuard.LARGE_PART);
            }
            gone.removeAll(shown);
            unasked.addAll(gone);
            return result;
        }

        private Set<RelativePath> filesThere() {
            Set<RelativePath> files = new HashSet<>();
            server.entries.forEach((path, entry) -> {
                if (entry.isFile() && !path.name().startsWith("~navette-")) {
                    files.add(path);
                }
            });
            return files;
        }

        /** While a pass is under way. */
        private void deleteOn() {
            int now = Math.min(busy, 1 + world.below(8));
            busy -= now;
            delete(false, now);
        }

        private void delete(boolean there, int files) {
            List<RelativePath> choices = new ArrayList<>(there ? filesThere() : device.disk.files());
            choices.sort(null);
            for (int i = 0; i < files && choices.size() > 12; i++) {
                RelativePath file = choices.remove(world.below(choices.size()));
                if (there) {
                    server.entries.remove(file);
                } else {
                    removedByPeople.add(file);
                    device.disk.remove(file);
                }
            }
        }
    }

    @Test
    void noMoreGoesWithoutAQuestionThanAtOnce() throws InterruptedException {
        for (long seed = 0; seed < SEEDS; seed++) {
            Set<RelativePath> unasked = new History(seed, Sabotage.NONE).run();
            assertTrue(unasked.isEmpty(), "seed " + seed + ": " + unasked.size() + " files went unasked");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Sabotage.class,
            names = {"NO_DELETION_WINDOW", "ANSWER_FOR_ALL"})
    void sabotageIsFound(Sabotage sabotage) throws InterruptedException {
        for (long seed = 0; seed < SEEDS_TO_FIND; seed++) {
            if (!new History(seed, sabotage).run().isEmpty()) {
                System.out.println(sabotage + " is found by seed " + seed);
                return;
            }
        }
        throw new AssertionError(sabotage + " went unnoticed in " + SEEDS_TO_FIND + " seeds");
    }

    private void hundredFiles() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            write(one, "d/f" + i, "content " + i);
        }
        settle();
    }

    private void settle() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            world.pass(60_000);
            one.pass(Answer.NONE);
        }
    }

    private void removeThere(int from, int to) {
        for (int i = from; i < to; i++) {
            server.entries.remove(RelativePath.of("d/f" + i));
        }
    }

    private void removeHere(int from, int to) {
        for (int i = from; i < to; i++) {
            one.disk.remove(RelativePath.of("d/f" + i));
        }
    }

    @Test
    void whoBringsEverythingBackGetsWhatHadAlreadyGoneToo() throws InterruptedException {
        hundredFiles();
        removeThere(0, 45);
        settle();
        assertEquals(56, on(one).size(), "the first lot goes");
        removeThere(45, 90);
        PassResult held = one.pass(Answer.NONE);
        assertEquals(45, held.held().size());
        assertEquals(45, held.recent());

        PassResult result = one.pass(Answer.BRING_BACK);
        assertTrue(result.isInStep(), result.toString());
        assertEquals(101, on(one).size());
        assertEquals(on(one), onServer());
        settle();
        assertEquals(101, on(one).size());
        assertEquals(on(one), onServer());
    }

    @Test
    void whatCannotBeBroughtBackIsSaid() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            write(one, "copies/f" + i, "content " + i);
        }
        hundredFiles();
        removeHere(0, 45);
        settle();
        removeHere(45, 90);
        assertEquals(45, one.pass(Answer.NONE).held().size());

        PassResult result = one.pass(Answer.BRING_BACK);
        long lost = result.problems().stream()
                .filter(problem -> problem.failure() instanceof Failure.NoCopyLeft)
                .count();
        assertEquals(40, lost, result.toString());
        for (int i = 0; i < 5; i++) {
            assertEquals("content " + i, on(one).get("d/f" + i), "there was another file with its content");
        }
        assertEquals("content 45", on(one).get("d/f45"));
        assertEquals(on(one), onServer());
    }

    @Test
    void nothingIsPutBackOverWhatIsThereNow() throws InterruptedException {
        hundredFiles();
        removeThere(0, 45);
        settle();
        write(one, "d/f0", "written since");
        removeThere(45, 90);
        one.pass(Answer.NONE);
        one.pass(Answer.BRING_BACK);
        assertEquals("written since", on(one).get("d/f0"));
        assertEquals(on(one), onServer());
    }

    @Test
    void whatWasShownGoesAndWhatWentSinceIsAskedAbout() throws InterruptedException {
        hundredFiles();
        removeHere(0, 55);
        Set<RelativePath> shown = Set.copyOf(one.pass(Answer.NONE).held());
        removeHere(55, 80);
        PassResult result = one.pass(PassOptions.USUAL.answering(Answer.DELETE, new AnswerScope.LastHeld()));
        assertEquals(55, shown.size());
        assertEquals(25, result.held().size());
        assertTrue(result.held().stream().noneMatch(shown::contains));
        assertEquals(46, onServer().size());
        assertEquals(25, one.pass(Answer.NONE).held().size(), "they wait, though they are few now");
        one.pass(Answer.DELETE);
        assertEquals(on(one), onServer());
    }

    @Test
    void deletionsWaitWhileMoreIsBeingDeleted() throws InterruptedException {
        int waited = 0;
        for (int seed = 0; seed < 10; seed++) {
            world = new World(seed, World.Weather.CALM, false);
            server = new SimServer(Temper.APACHE, world);
            one = new Device("one", world, server, PLAIN);
            hundredFiles();
            removeHere(0, 15);
            List<Integer> next = new ArrayList<>(List.of(15));
            world.weather = new World.Weather(true, false, false);
            world.others(() -> {
                int from = next.getFirst();
                next.set(0, Math.min(90, from + 3));
                removeHere(from, next.getFirst());
            });
            PassResult result = one.pass(Answer.NONE);
            int goneHere = 101 - on(one).size();
            int goneThere = 101 - onServer().size();
            assertTrue(goneThere <= DeletionGuard.FEW, "seed " + seed + ": " + goneThere + " went");
            waited += goneHere > DeletionGuard.FEW && goneThere == 0 && !result.isInStep() ? 1 : 0;
            assertEquals(Optional.empty(), result.halted());
        }
        assertTrue(waited >= 5, "only " + waited + " of 10 waited until all of it was known");
    }

    @Test
    void deletionsWaitWhereTheyAreLeftToALaterPass() throws InterruptedException {
        hundredFiles();
        removeHere(0, 5);
        write(one, "new", "goes on");
        PassResult result = one.pass(PassOptions.USUAL.deferringDeletions(true));
        assertEquals(5, result.deferred().size());
        assertEquals(102, onServer().size());
        assertTrue(one.pass(Answer.NONE).isInStep());
        assertEquals(on(one), onServer());
    }
}
