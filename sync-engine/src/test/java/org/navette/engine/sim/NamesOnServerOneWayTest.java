// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.Failure;
import org.navette.engine.reconcile.Direction;
import org.navette.engine.tree.DiskTraits;
import org.navette.engine.tree.RelativePath;

/** The same servers, where nothing may be renamed here, or where the server never gives in. */
@Tag("integration")
@ExtendWith(QuietEngine.class)
class NamesOnServerOneWayTest extends SpellingServer {
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
}
