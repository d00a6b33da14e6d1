// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.navette.engine.disk.RealDisk.Kind;
import org.navette.engine.pass.PreviousVersions;
import org.navette.engine.port.Failure;
import org.navette.engine.tree.NameTrouble;
import org.navette.engine.tree.RelativePath;
import org.navette.testserver.FakeDav;

/** A folder on a real exFAT or NTFS, and another on this machine's own disk, at one share. */
@NeedsDisk({Kind.EXFAT, Kind.NTFS, Kind.NTFS_AS_WINDOWS, Kind.NTFS_CASE_BLIND})
@ParameterizedClass(name = "{0}")
@EnumSource(
        value = Kind.class,
        names = {"EXFAT", "NTFS", "NTFS_AS_WINDOWS", "NTFS_CASE_BLIND"})
@Tag("thorough")
class RealDisksTest {
    private static final List<String> ODD_NAMES =
            List.of("a:b.txt", "what?.txt", "a|b", "quote\".txt", "con.txt", "dot.", "back\\slash", "star*");

    private final Kind kind;

    @TempDir
    Path place;

    @SuppressWarnings("NullAway") // mounted before each test
    private RealDisk disk;

    @SuppressWarnings("NullAway") // started before each test
    private FakeDav server;

    @SuppressWarnings("NullAway") // opened before each test
    private SyncedDisk strange;

    @SuppressWarnings("NullAway") // opened before each test
    private SyncedDisk usual;

    RealDisksTest(Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() throws IOException {
        disk = RealDisk.mount(kind, Files.createDirectory(place.resolve("mount")), 64);
        server = FakeDav.start(Set.of());
        strange = new SyncedDisk(place.resolve("home-1"), disk.root(), server);
        usual = new SyncedDisk(place.resolve("home-2"), Files.createDirectory(place.resolve("usual")), server);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        disk.close();
    }

    private boolean isBlind() {
        return kind == Kind.EXFAT || kind == Kind.NTFS_CASE_BLIND;
    }

    /** Which of these characters and devices it refuses. */
    private boolean refuses() {
        return kind == Kind.EXFAT || kind == Kind.NTFS_AS_WINDOWS;
    }

    /** How the disk lists a name. */
    private String listed(String name) {
        return kind == Kind.NTFS_CASE_BLIND ? name.toLowerCase(Locale.ROOT) : name;
    }

    private static Set<String> names(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.equals(".navette"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void whatIsMadeChangedAndDeletedOnEitherSideArrives() throws IOException, InterruptedException {
        strange.save("été.txt", "accents");
        strange.save("n".repeat(240) + ".txt", "a long name");
        Files.createDirectories(strange.file("deep/er"));
        strange.save("deep/er/inner.txt", "inner");
        strange.inStep();
        usual.inStep();
        assertEquals("accents", usual.read("été.txt"));
        assertEquals("inner", usual.read("deep/er/inner.txt"));

        usual.save("été.txt", "edited there");
        usual.save("n".repeat(240) + ".txt", "edited there as well");
        usual.save("new.txt", "new");
        Files.delete(usual.file("deep/er/inner.txt"));
        usual.inStep();
        strange.inStep();
        assertEquals("edited there", strange.read("été.txt"));
        assertEquals("edited there as well", strange.read("n".repeat(240) + ".txt"));
        assertEquals("new", strange.read("new.txt"));
        assertFalse(Files.exists(strange.file("deep/er/inner.txt")));

        strange.save("new.txt", "edited here");
        Files.delete(strange.file("été.txt"));
        Files.move(strange.file("deep"), strange.file("moved"));
        strange.inStep();
        usual.inStep();
        assertEquals(names(usual.file("")), names(strange.file("")));
        assertEquals("edited here", usual.read("new.txt"));
        assertEquals(Set.of("moved", "n".repeat(240) + ".txt", "new.txt"), names(strange.file("")));
        strange.inStep();
    }

    @Test
    void previousVersionsAreKeptListedAndBroughtBack() throws IOException, InterruptedException {
        // With its time it is longer than Linux' own disks take.
        String name = "É".repeat(kind == Kind.NTFS_CASE_BLIND ? 80 : 100) + "n".repeat(50);
        usual.save(name, "first");
        usual.inStep();
        strange.inStep();
        usual.save(name, "second");
        usual.inStep();
        strange.inStep();
        PreviousVersions versions = PreviousVersions.of(disk.root(), Clock.systemUTC());
        List<PreviousVersions.Version> kept = versions.list(RelativePath.of(name));
        assertEquals(1, kept.size());
        versions.restore(kept.getFirst());
        assertEquals("first", strange.read(name));
        strange.inStep();
        usual.inStep();
        assertEquals("first", usual.read(name));
    }

    @Test
    void namesTheDiskRefusesAreReportedWithOneThatWouldDoAndNeverFetched() throws IOException, InterruptedException {
        for (String name : ODD_NAMES) {
            usual.save(name, "x".repeat(100_000));
        }
        Files.createDirectory(usual.file("fold:er"));
        usual.save("fold:er/inner.txt", "inner");
        usual.save("plain.txt", "plain");
        usual.inStep();
        for (int pass = 0; pass < 2; pass++) {
            Map<String, Failure> problems = strange.problems();
            assertEquals("plain", strange.read("plain.txt"));
            assertEquals(refuses(), problems.containsKey("a:b.txt"), problems::toString);
            assertEquals(refuses(), problems.containsKey("fold:er"), problems::toString);
            assertEquals(kind == Kind.NTFS_AS_WINDOWS, problems.containsKey("con.txt"), problems::toString);
            problems.forEach((name, failure) -> {
                Failure.NameProblem problem = assertInstanceOf(Failure.NameProblem.class, failure, name);
                assertEquals(NameTrouble.FORBIDDEN, problem.trouble());
                assertTrue(problem.proposal().isPresent(), name);
            });
            for (String name : ODD_NAMES) {
                assertEquals(!problems.containsKey(name), Files.exists(strange.file(name)), name);
            }
        }
        if (kind == Kind.EXFAT) {
            assertEquals(0, strange.gets("a%3Ab") + strange.gets("a:b"));
        }
        usual.inStep();
        assertTrue(names(usual.file("")).containsAll(ODD_NAMES), "nothing is taken for deleted");
    }

    @Test
    void aRenameOfCapitalsFollowedByAnEditArrives() throws IOException, InterruptedException {
        usual.save("report.txt", "first");
        Files.createDirectory(usual.file("folder"));
        usual.save("folder/inner.txt", "inner");
        usual.save("other.txt", "stays");
        usual.inStep();
        strange.inStep();
        server.move("/report.txt", "/Report.TXT");
        server.put("/Report.TXT", "edited");
        server.move("/folder", "/Folder");
        server.put("/Folder/inner.txt", "edited, too");
        strange.inStep();
        assertEquals(Set.of(listed("Report.TXT"), listed("Folder"), "other.txt"), names(strange.file("")));
        assertEquals("edited", strange.read("Report.TXT"));
        assertEquals("edited, too", strange.read("Folder/inner.txt"));
        assertEquals(Optional.of("edited"), server.content("/Report.TXT"));
        strange.inStep();
    }

    /** A disk that lists small letters only makes nobody else's names small. */
    @Test
    void capitalsStayAsTheyAreElsewhereWhateverTheDiskLists() throws IOException, InterruptedException {
        Files.createDirectories(usual.file("Plans/Été"));
        usual.save("Budget 2026.ODS", "first");
        usual.save("Plans/Été/Fête#1.TXT", "a plan");
        usual.inStep();
        strange.inStep();
        strange.inStep();
        assertEquals("a plan", strange.read("Plans/Été/Fête#1.TXT"));
        strange.save(listed("Budget 2026.ODS"), "edited here");
        strange.save("Plans/New.txt", "new here");
        strange.inStep();
        usual.inStep();
        assertEquals("edited here", usual.read("Budget 2026.ODS"));
        assertEquals("new here", usual.read("Plans/" + listed("New.txt")));
        assertEquals("a plan", usual.read("Plans/Été/Fête#1.TXT"));

        usual.save("Budget 2026.ODS", "edited there");
        Files.delete(usual.file("Plans/Été/Fête#1.TXT"));
        usual.inStep();
        strange.inStep();
        assertEquals("edited there", strange.read("Budget 2026.ODS"));
        assertFalse(Files.exists(strange.file("Plans/Été/Fête#1.TXT")));
        strange.inStep();
        usual.inStep();
        assertEquals(Set.of("Budget 2026.ODS", "Plans"), names(usual.file("")));
    }

    @Test
    void twoNamesThatDifferOnlyInCapitalsAreToldApartOrReported() throws IOException, InterruptedException {
        usual.save("a.txt", "small");
        usual.save("A.txt", "large");
        usual.inStep();
        Map<String, Failure> problems = strange.problems();
        assertEquals(isBlind() ? 1 : 0, problems.size(), problems::toString);
        problems.values().forEach(failure -> {
            Failure.NameProblem problem = assertInstanceOf(Failure.NameProblem.class, failure);
            assertEquals(NameTrouble.CASE_CLASH, problem.trouble());
        });
        usual.inStep();
        assertEquals(Set.of("a.txt", "A.txt"), names(usual.file("")));
    }

    @Test
    void aNameIsAsLongAsTheDiskTakesItInItsOwnMeasure() throws IOException, InterruptedException {
        // 400 bytes: more than Linux' own disks take, and fine for these.
        String wide = "é".repeat(200);
        server.put("/" + wide, "wide");
        if (kind == Kind.NTFS_CASE_BLIND) {
            // Mounted so, it counts in bytes.
            Failure.NameProblem problem = assertInstanceOf(
                    Failure.NameProblem.class, strange.problems().get(wide));
            assertEquals(NameTrouble.TOO_LONG, problem.trouble());
            return;
        }
        strange.inStep();
        assertEquals("wide", strange.read(wide));
        server.put("/" + wide, "wide and edited");
        strange.inStep();
        assertEquals("wide and edited", strange.read(wide));
    }
}
