// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.Failure;
import org.navette.engine.tree.RelativePath;

/** Servers that do not tell all spellings of a name apart, or give names a spelling of their own. */
@Tag("integration")
@ExtendWith(QuietEngine.class)
class NamesOnServerTest extends SpellingServer {
    @ParameterizedTest
    @MethodSource("servers")
    void aFirstUploadIsInStepUnderTheNameItHasHere(Case at) throws InterruptedException {
        startAt(at);
        write(one, at.name(), "first");
        write(one, "other.txt", "other");
        inStep(one, two);
        atRest(one, two);
        assertEquals(Map.of(at.name(), "first", "other.txt", "other"), on(one), "nothing is renamed here");
        assertEquals(composed(on(one)), composed(on(two)));
        assertEquals(List.of(), one.disk.versions);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void manyNewFilesOfOneFolderAreInStep(Case at) throws InterruptedException {
        startAt(at);
        for (int i = 0; i < 5; i++) {
            write(one, "d/" + i + at.name(), "content " + i);
        }
        Map<String, String> before = on(one);
        inStep(one, two);
        atRest(one, two);
        assertEquals(before, on(one));
        assertEquals(composed(before), composed(on(two)));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void anEditUnderTheOldSpellingGoesToTheServer(Case at) throws InterruptedException {
        startAt(at);
        write(one, at.name(), "first");
        pass(one);
        write(one, at.name(), "edited right away");
        inStep(one, two);
        everywhere("edited right away");
        write(one, at.name(), "edited later");
        inStep(one, two);
        atRest(one, two);
        everywhere("edited later");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void anEditOnTheServerArrivesUnderTheNameItHasHere(Case at) throws InterruptedException {
        startAt(at);
        write(one, at.name(), "first");
        inStep(one, two);
        server.write(RelativePath.of(at.other()), world.written("edited there"));
        inStep(one, two);
        atRest(one, two);
        everywhere("edited there");
        assertEquals(List.of(at.name()), List.copyOf(on(one).keySet()));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void editsOnBothSidesAreKeptBoth(Case at) throws InterruptedException {
        startAt(at);
        write(one, at.name(), "first");
        inStep(one, two);
        write(one, at.name(), "edited here");
        server.write(RelativePath.of(at.other()), world.written("edited there"));
        inStep(one, two);
        atRest(one, two);
        for (Map<String, String> tree : List.of(onServer(), on(one), on(two))) {
            assertEquals(2, tree.size(), tree.toString());
            assertTrue(tree.containsValue("edited here") && tree.containsValue("edited there"), tree.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aRenameHereToAnotherSpellingKeepsTheFileAndComesToRest(Case at) throws InterruptedException {
        startAt(at);
        write(one, at.name(), "first");
        inStep(one, two);
        one.disk.rename(RelativePath.of(at.name()), RelativePath.of(at.other()));
        inStep(one, two);
        atRest(one, two);
        everywhere("first");
        assertEquals(List.of(at.other()), List.copyOf(on(one).keySet()), "the person's spelling stays here");
        boolean seen =
                !at.spellings().formBlind() && at.temper() != Temper.NO_GUARDS_NO_LOCKS && at.temper() != Temper.WORST;
        if (seen) {
            assertEquals(List.of(at.other()), List.copyOf(on(two).keySet()), "capitals arrive everywhere");
        }
        write(one, at.other(), "edited under the new spelling");
        inStep(one, two);
        everywhere("edited under the new spelling");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aRenameHereTogetherWithAnEditLosesNothing(Case at) throws InterruptedException {
        startAt(at);
        write(one, at.name(), "first");
        inStep(one, two);
        one.disk.rename(RelativePath.of(at.name()), RelativePath.of(at.other()));
        write(one, at.other(), "renamed and edited");
        inStep(one, two);
        atRest(one, two);
        everywhere("renamed and edited");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aRenameThereToAnotherSpellingKeepsTheFileAndComesToRest(Case at) throws InterruptedException {
        startAt(at);
        write(one, at.name(), "first");
        inStep(one, two);
        atRest(one, two);
        server.rename(RelativePath.of(at.name()), RelativePath.of(at.other()));
        inStep(one, two);
        atRest(one, two);
        everywhere("first");
        if (at.spellings() == ServerSpellings.CASE_BLIND) {
            assertEquals(List.of(at.other()), List.copyOf(on(one).keySet()), "capitals arrive here");
        }
        write(one, List.copyOf(on(one).keySet()).getFirst(), "edited");
        inStep(one, two);
        everywhere("edited");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aDeletionHereGoesToTheServer(Case at) throws InterruptedException {
        startAt(at);
        write(one, at.name(), "first");
        write(one, "other.txt", "other");
        inStep(one, two);
        one.disk.remove(RelativePath.of(at.name()));
        world.oracle.deleted(RelativePath.of(at.name()), "first");
        inStep(one, two);
        atRest(one, two);
        everywhere("other");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aDeletionThereArrives(Case at) throws InterruptedException {
        startAt(at);
        write(one, at.name(), "first");
        write(one, "other.txt", "other");
        inStep(one, two);
        server.remove(RelativePath.of(at.other()));
        inStep(one, two);
        atRest(one, two);
        everywhere("other");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void twoFilesHereThatAreOneThereAreBothKeptAndOneIsNamed(Case at) throws InterruptedException {
        startAt(at);
        write(one, at.name(), "the first");
        write(one, at.other(), "the second");
        write(one, "other.txt", "other");
        Map<String, String> before = on(one);
        for (int i = 0; i < 4; i++) {
            int writes = server.writes;
            PassResult result = pass(one);
            assertTrue(result.halted().isEmpty(), result.toString());
            assertEquals(1, result.problems().size(), result.toString());
            Failure.NameProblem problem = assertInstanceOf(
                    Failure.NameProblem.class, result.problems().getFirst().failure());
            assertTrue(new HashSet<>(List.of(at.name(), at.other())).contains(problem.name()), problem.toString());
            assertTrue(problem.proposal().isPresent());
            assertEquals(before, on(one), "neither replaces the other");
            assertEquals(2, onServer().size(), onServer().toString());
            assertTrue(i == 0 || writes == server.writes, "no pass keeps changing");
        }
        // Both go once one has the name that was proposed.
        Failure.NameProblem problem =
                (Failure.NameProblem) pass(one).problems().getFirst().failure();
        one.disk.rename(
                RelativePath.of(problem.name()),
                RelativePath.of(problem.proposal().orElseThrow()));
        inStep(one, two);
        atRest(one, two);
        assertEquals(3, onServer().size(), onServer().toString());
        assertEquals(3, on(two).size());
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aSecondSpellingHereOfWhatIsInStepReplacesNothing(Case at) throws InterruptedException {
        startAt(at);
        write(one, at.name(), "the first");
        inStep(one, two);
        write(one, at.other(), "the second");
        PassResult result = pass(one);
        assertEquals(
                List.of(at.other()),
                result.problems().stream().map(p -> p.where()).toList(),
                result.toString());
        assertInstanceOf(Failure.NameProblem.class, result.problems().getFirst().failure());
        assertEquals(Map.of(at.name(), "the first", at.other(), "the second"), on(one));
        assertEquals(List.of("the first"), List.copyOf(onServer().values()));
        // What is in step goes on being synced.
        write(one, at.name(), "the first, edited");
        pass(one);
        assertEquals(List.of("the first, edited"), List.copyOf(onServer().values()));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whatIsNewOnBothSidesUnderTwoSpellingsIsKeptBoth(Case at) throws InterruptedException {
        startAt(at);
        write(one, "known.txt", "known");
        inStep(one);
        write(one, at.name(), "new here");
        server.write(RelativePath.of(at.other()), world.written("new there"));
        inStep(one, two);
        atRest(one, two);
        assertEquals(3, onServer().size(), onServer().toString());
        assertTrue(onServer().containsValue("new here") && onServer().containsValue("new there"));
        assertEquals(3, on(one).size());
        assertEquals(3, on(two).size());
    }

    @ParameterizedTest
    @MethodSource("servers")
    void foldersAndWhatIsInThemAreTheSame(Case at) throws InterruptedException {
        startAt(at);
        String folder = at.name().replace(".txt", "").replace(".TXT", "");
        String other = at.other().replace(".txt", "").replace(".TXT", "");
        write(one, folder + "/inner/" + at.name(), "deep");
        write(one, folder + "/plain", "plain");
        write(one, "other.txt", "other");
        inStep(one, two);
        atRest(one, two);
        assertEquals(composed(on(one)), composed(on(two)));
        assertEquals(List.of(), one.disk.versions);

        write(one, folder + "/inner/" + at.name(), "edited here");
        server.write(RelativePath.of(other + "/plain"), world.written("edited there"));
        inStep(one, two);
        atRest(one, two);
        assertEquals(
                "edited here",
                on(two).get(on(two).keySet().stream()
                        .filter(path -> path.contains("/inner/"))
                        .findFirst()
                        .orElseThrow()));
        assertEquals("edited there", on(one).get(folder + "/plain"));

        one.disk.rename(RelativePath.of(folder), RelativePath.of(other));
        inStep(one, two);
        atRest(one, two);
        assertTrue(on(one).containsKey(other + "/plain"), on(one).toString());
        assertEquals(on(one).size(), on(two).size());
        assertEquals(on(one).size(), onServer().size());

        one.disk.remove(RelativePath.of(other));
        inStep(one, two);
        atRest(one, two);
        everywhere("other");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aJournalOfAServerThatToldThemApartLosesNothing(Case at) throws InterruptedException {
        startWith(at.temper(), PLAIN, PLAIN);
        write(one, at.name(), "the first");
        write(one, at.other(), "the second");
        write(one, "other.txt", "other");
        pass(one);
        // The share moves to another disk, which holds only one of them.
        server.spellings = at.spellings();
        RelativePath kept = RelativePath.of(at.name());
        byte[] content = server.find(kept)
                .or(() -> server.find(RelativePath.of(at.other())))
                .flatMap(SimServer.Entry::file)
                .orElseThrow();
        server.entries.remove(kept);
        server.entries.remove(RelativePath.of(at.other()));
        server.store(kept, content);
        for (int i = 0; i < 3; i++) {
            pass(one);
        }
        boolean both = on(one).containsValue("the first")
                && (on(one).containsValue("the second")
                        || one.disk.versions.stream()
                                .map(version -> World.text(version.content()))
                                .anyMatch("the second"::equals));
        assertTrue(both, on(one) + " " + one.disk.versions);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aServerThatHasBothSpellingsKeepsThemApart(Case at) throws InterruptedException {
        startWith(at.temper(), PLAIN, PLAIN);
        server.write(RelativePath.of(at.name()), world.written("the first"));
        server.write(RelativePath.of(at.other()), world.written("the second"));
        boolean alike = Normalizer.normalize(at.name(), Normalizer.Form.NFC)
                .equals(Normalizer.normalize(at.other(), Normalizer.Form.NFC));
        inStep(one, two);
        atRest(one, two);
        assertEquals(Map.of(at.name(), "the first", at.other(), "the second"), on(one), "alike: " + alike);
        write(one, at.other(), "the second, edited");
        inStep(one, two);
        assertEquals(Map.of(at.name(), "the first", at.other(), "the second, edited"), on(two));
        assertEquals(on(two), onServer());
    }
}
