// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.Failure;
import org.navette.engine.reconcile.DeletionGuard.Answer;
import org.navette.engine.reconcile.Direction;
import org.navette.engine.tree.DiskTraits;
import org.navette.engine.tree.RelativePath;

/** Servers that do not tell all spellings of a name apart, or give names a spelling of their own. */
@Tag("integration")
@ExtendWith(QuietEngine.class)
class NamesOnServerTest extends TwoDevices {
    private static final String COMPOSED = "Caf\u00e9.txt";
    private static final String DECOMPOSED = "Cafe\u0301.txt";

    /** A server, one spelling of a name, and another that is the same to it. */
    record Case(Temper temper, ServerSpellings spellings, String name, String other) {}

    private static Stream<Case> cases() {
        return Stream.of(Temper.APACHE, Temper.NGINX, Temper.RCLONE, Temper.TOMCAT, Temper.NEXTCLOUD, Temper.WORST)
                .flatMap(temper -> Stream.of(
                        new Case(temper, ServerSpellings.COMPOSED, DECOMPOSED, COMPOSED),
                        new Case(temper, ServerSpellings.COMPOSED, COMPOSED, DECOMPOSED),
                        new Case(temper, ServerSpellings.DECOMPOSED, COMPOSED, DECOMPOSED),
                        new Case(temper, ServerSpellings.DECOMPOSED, DECOMPOSED, COMPOSED),
                        new Case(temper, ServerSpellings.CASE_BLIND, "report.txt", "Report.txt"),
                        new Case(temper, ServerSpellings.CASE_BLIND, "\u00c9t\u00e9.txt", "\u00e9t\u00e9.TXT"),
                        new Case(temper, ServerSpellings.DECOMPOSED_AND_CASE_BLIND, COMPOSED, "CAFE\u0301.txt")));
    }

    private static Stream<Arguments> servers() {
        return cases().map(Arguments::of);
    }

    private void startAt(Case at) {
        startWith(at.temper(), PLAIN, PLAIN);
        server.spellings = at.spellings();
    }

    private PassResult pass(Device device) throws InterruptedException {
        world.pass(70_000);
        PassResult result = device.pass(Answer.DELETE);
        assertEquals(List.of(), device.violations());
        return result;
    }

    private void inStep(Device... devices) throws InterruptedException {
        for (Device device : devices) {
            PassResult result = pass(device);
            assertTrue(result.isInStep(), result.toString());
        }
    }

    /** No pass finds anything to do any more, on either side. */
    private void atRest(Device... devices) throws InterruptedException {
        inStep(devices);
        inStep(devices);
        for (Device device : devices) {
            int writes = server.writes;
            Map<String, String> before = on(device);
            inStep(device);
            assertEquals(writes, server.writes, "a quiet pass writes nothing there");
            assertEquals(before, on(device), "nor here");
        }
    }

    private static Map<String, String> composed(Map<String, String> tree) {
        Map<String, String> composed = new TreeMap<>();
        tree.forEach((path, content) -> composed.put(Normalizer.normalize(path, Normalizer.Form.NFC), content));
        assertEquals(tree.size(), composed.size(), "nothing multiplies: " + tree);
        return composed;
    }

    /** One file everywhere, whatever its spelling, with this content. */
    private void everywhere(String content) {
        for (Map<String, String> tree : List.of(onServer(), on(one), on(two))) {
            assertEquals(List.of(content), List.copyOf(tree.values()), tree.toString());
        }
    }

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

    @ParameterizedTest
    @MethodSource("servers")
    void aBackupRenamesNothingHereAndSendsEdits(Case at) throws InterruptedException {
        startAt(at);
        PassOptions backup = PassOptions.USUAL.going(Direction.UPLOAD);
        write(one, at.name(), "first");
        world.pass(70_000);
        one.pass(backup);
        server.rename(RelativePath.of(at.name()), RelativePath.of(at.other()));
        write(one, at.name(), "edited");
        world.pass(70_000);
        one.pass(backup);
        world.pass(70_000);
        PassResult result = one.pass(backup);
        assertTrue(result.isInStep(), result.toString());
        assertEquals(Map.of(at.name(), "edited"), on(one));
        assertEquals(List.of("edited"), List.copyOf(onServer().values()));
    }

    /** Such a server is followed: its name is taken over here. */
    @ParameterizedTest
    @MethodSource("tempers")
    void aNameThatTheServerChangesForGoodIsTakenOver(Temper temper) throws InterruptedException {
        startWith(temper, PLAIN, PLAIN);
        server.spellings = ServerSpellings.COMPOSED_ON_WRITES;
        write(one, DECOMPOSED, "first");
        pass(one);
        pass(one);
        inStep(one, two);
        atRest(one, two);
        everywhere("first");
        assertEquals(List.of(COMPOSED), List.copyOf(on(one).keySet()));
        write(one, COMPOSED, "edited");
        inStep(one, two);
        everywhere("edited");
    }

    /** Its journal would have what is sent stand under a name by which this server never finds it. */
    @ParameterizedTest
    @MethodSource("tempers")
    void aBackupReportsANameThatTheServerChangesForGoodAndComesToRest(Temper temper) throws InterruptedException {
        startWith(temper, PLAIN, PLAIN);
        server.spellings = ServerSpellings.COMPOSED_ON_WRITES;
        one.direction = Direction.UPLOAD;
        write(one, "other.txt", "other");
        pass(one);
        write(one, "e\u0301/c", "in a folder");
        write(one, DECOMPOSED, "a file");
        Map<String, String> before = on(one);
        pass(one);
        for (int i = 0; i < 3; i++) {
            Map<String, String> there = onServer();
            int writes = server.writes;
            PassResult result = pass(one);
            assertEquals(
                    List.of(DECOMPOSED, "e\u0301"),
                    result.problems().stream().map(p -> p.where()).sorted().toList());
            result.problems().forEach(p -> assertInstanceOf(Failure.NameProblem.class, p.failure()));
            assertEquals(writes, server.writes, "no pass keeps trying");
            assertEquals(there, onServer());
            assertEquals(before, on(one), "nothing is renamed here");
        }
        // Under the names that the server gives they are synced like any other.
        one.disk.rename(RelativePath.of("e\u0301"), RelativePath.of("\u00e9"));
        one.disk.rename(RelativePath.of(DECOMPOSED), RelativePath.of(COMPOSED));
        pass(one);
        inStep(one);
        write(one, COMPOSED, "a file, edited");
        inStep(one);
        atRest(one);
        assertEquals(on(one), onServer(), "the folder itself is in both");
        assertEquals("a file, edited", onServer().get(COMPOSED));
        assertEquals("in a folder", onServer().get("\u00e9/c"));
    }

    /** Nothing may be renamed here, and under their own names they are sent like any other. */
    @ParameterizedTest
    @MethodSource("tempers")
    void aBackupOfADiskBlindForCaseGoesOnWhateverOthersCallItsFilesThere(Temper temper) throws InterruptedException {
        DiskKind windows = new DiskKind(1, new DiskTraits(true, false, true, 255), true, 0);
        startWith(temper, windows, PLAIN);
        one.direction = Direction.UPLOAD;
        write(one, "Report.txt", "first");
        write(one, "Plans/a.txt", "a plan");
        pass(one);
        inStep(one);
        server.rename(RelativePath.of("Report.txt"), RelativePath.of("report.txt"));
        server.rename(RelativePath.of("Plans"), RelativePath.of("PLANS"));
        server.write(RelativePath.of("New.txt"), world.written("theirs"));
        write(one, "Report.txt", "edited");
        write(one, "Plans/b.txt", "another");
        write(one, "NEW.txt", "ours");
        Map<String, String> before = on(one);
        pass(one);
        pass(one);
        inStep(one);
        int writes = server.writes;
        inStep(one);
        assertEquals(writes, server.writes, "it comes to rest");
        assertEquals(before, on(one), "nothing is renamed here");
        Map<String, String> there = onServer();
        before.forEach((name, content) -> assertEquals(content, there.get(name), name + " in " + there));
        assertEquals("first", there.get("report.txt"), "what others have stays");
        assertEquals("theirs", there.get("New.txt"));
        // What this disk could not hold does not come here.
        server.write(RelativePath.of("a:b"), world.written("not for this disk"));
        inStep(one);
    }

    private static Stream<Temper> tempers() {
        return Arrays.stream(Temper.values());
    }
}
