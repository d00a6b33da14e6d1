// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.MoreFiles;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;

/** Nobody overwrites, moves away, deletes or prunes anything but the few classes that ask for evidence first, each named here. */
class DestructiveCallsTest {
    private static final String ENGINE = "org.navette.engine.";

    /** Requests that may take something away on the server. */
    private static final String REMOTE = "put|putPiece|joinChunks|move|delete";

    private static final Map<String, String> MAY_CALL_REMOTE = Map.of(
            "evidence.RemoteGate", "asks for evidence of that very moment",
            "probe.ExtrasProbe", "in a scratch collection of its own",
            "probe.Scratch", "in a scratch collection of its own",
            "probe.TransferProbe", "in a scratch collection of its own",
            "probe.ValidatorProbe", "in a scratch collection of its own",
            "probe.WriteProbe", "in a scratch collection of its own",
            "dav.DavClient", "is the store",
            "dav.SessionStore", "is the store during a pass, and hands on what the gate asks for");

    /** Steps that may take something away in the synced folder. The store itself looks in that moment. */
    private static final String LOCAL = "place|move|trash|removeFolder";

    private static final Map<String, String> MAY_CALL_LOCAL = Map.of(
            "transfer.DownloadCommitter",
                    "places what was received, over what the pass saw; conflict copies take free names",
            "propagate.LocalDeletions", "takes away what is gone on the server, if it is what the pass saw",
            "propagate.LocalMoves", "renames what was renamed on the server, never over anything",
            "pass.DeletionUndo", "places copies in free names",
            "pass.Conflicts", "does what a person has chosen, with what it looked at right before",
            "pass.PreviousVersions", "places what a person has chosen, over what it looked at right before");

    private static final Map<String, String> MAY_CHANGE_FILES = Map.ofEntries(
            Map.entry("local.FileMover", "moves within one disk, never over anything"),
            Map.entry(
                    "local.FileRemover",
                    "deletes what is proven to be on the server, or what a person asked for twice"),
            Map.entry("local.VersionStore", "prunes what Retention names, of versions that it has just listed"),
            Map.entry("local.SafeWriter", "its own files that are being received"),
            Map.entry("local.PartialFiles", "its own parts of downloads, and notes of these"),
            Map.entry("local.VersionAges", "its own note"),
            Map.entry("local.ReplacedFiles", "its own note"),
            Map.entry("local.UnsentVersions", "its own note"),
            Map.entry("local.FolderMarker", "its own marker"),
            Map.entry("local.DiskProbe", "files of its own in Navette's corner"),
            Map.entry("local.DiskClock", "a file of its own in Navette's corner"),
            Map.entry("local.RenameCalls", "removes a folder only if it is empty"),
            Map.entry("local.WindowsRenameCalls", "removes a folder only if it is empty"),
            Map.entry("journal.JournalFile", "sets a damaged journal aside"),
            Map.entry("journal.SqliteLibrary", "SQLite's library in the home, and those of earlier versions"),
            Map.entry("pass.PairRegistry", "its own note"),
            Map.entry("pass.PreviousVersions", "copies a version out"),
            Map.entry(
                    "pass.Unlink",
                    "the journal and Navette's corner of a folder that a person removes, by their names"));

    private final JavaClasses engine = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.navette.engine");

    @Test
    void onlyTheGateOverwritesMovesAndDeletesOnTheServer() {
        rule(to(RemoteStore.class, REMOTE), MAY_CALL_REMOTE)
                .because("a step on the server that cannot be undone needs evidence of that moment:"
                        + " take it from a look of RemoteGate, and hand it to the step there")
                .check(engine);
    }

    @Test
    void onlyAFewReplaceMoveAndRemoveInTheSyncedFolder() {
        rule(to(LocalStore.class, LOCAL), MAY_CALL_LOCAL)
                .because("the store compares with what was seen: hand it a state that was looked at,"
                        + " and name the class here with what it does")
                .check(engine);
    }

    /** What a step is handed as "what was seen there" cannot be made up. */
    @Test
    void onlyALookMakesALocalState() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ENGINE + "local", ENGINE + "tree")
                .should()
                .accessTargetWhere(to(LocalState.class, "file|folder|<init>"))
                .because("a LocalState says what was seen on the disk: ask LocalStore.look, list or hash for it")
                .check(engine);
    }

    @Test
    void onlyAFewDeleteMoveAndWriteFiles() {
        rule(changesOfFiles(), MAY_CHANGE_FILES)
                .because("a person's file goes through LocalStore, which keeps what it replaces;"
                        + " if the file is Navette's own, name the class here with what it is")
                .check(engine);
    }

    @Test
    void onlyTheMoverCallsTheSystemsRenames() {
        noClasses()
                .that(areNot(Map.of("local.FileMover", "moves within one disk, never over anything")))
                .and()
                .areNotAssignableTo(ENGINE + "local.RenameCalls")
                .should()
                .accessTargetWhere(target(owner(assignableTo(ENGINE + "local.RenameCalls")))
                        .and(target(nameMatching("exchange|renameToFree|removeEmptyFolder"))))
                .because("FileMover knows which rename replaces nothing on which disk")
                .check(engine);
    }

    /** A class that has no such call any more is taken off the list, so that it needs a reason to come back. */
    @Test
    void whoIsNamedDoesIt() {
        assertEquals(new TreeSet<>(MAY_CALL_REMOTE.keySet()), callers(to(RemoteStore.class, REMOTE), MAY_CALL_REMOTE));
        assertEquals(new TreeSet<>(MAY_CALL_LOCAL.keySet()), callers(to(LocalStore.class, LOCAL), MAY_CALL_LOCAL));
        assertEquals(new TreeSet<>(MAY_CHANGE_FILES.keySet()), callers(changesOfFiles(), MAY_CHANGE_FILES));
    }

    @Test
    void theRulesSeeReferencesToMethodsAsWell() {
        JavaClasses caught = new ClassFileImporter().importClasses(Catch.class);
        assertTrue(rule(to(RemoteStore.class, REMOTE), MAY_CALL_REMOTE)
                .evaluate(caught)
                .hasViolation());
        assertTrue(rule(to(Files.class, "delete"), MAY_CHANGE_FILES)
                .evaluate(caught)
                .hasViolation());
    }

    /** What the rules have to catch. */
    @SuppressWarnings("unused") // only its compiled code is looked at
    private static final class Catch {
        interface Deletion {
            void run(Path path) throws IOException;
        }

        interface Put {
            RemoteStore.Receipt run(RelativePath path, RemoteStore.Body body, RemoteStore.Condition condition)
                    throws IOException;
        }

        static Deletion deletion() {
            return Files::delete;
        }

        static Put put(RemoteStore remote) {
            return remote::put;
        }
    }

    private static DescribedPredicate<JavaAccess<?>> changesOfFiles() {
        return to(Files.class, "delete|deleteIfExists|move|copy|write|writeString|newOutputStream|newBufferedWriter")
                .or(to(FileChannel.class, "truncate"))
                .or(to(MoreFiles.class, "delete.*"))
                .or(to(File.class, "delete.*|renameTo"))
                .or(to(FileOutputStream.class, "<init>"))
                .or(to(RandomAccessFile.class, "<init>"));
    }

    private static ArchRule rule(DescribedPredicate<JavaAccess<?>> calls, Map<String, String> allowed) {
        return noClasses().that(areNot(allowed)).should().accessTargetWhere(calls);
    }

    private static DescribedPredicate<JavaAccess<?>> to(Class<?> type, String methods) {
        return target(owner(assignableTo(type))).and(target(nameMatching(methods)));
    }

    private static DescribedPredicate<JavaClass> areNot(Map<String, String> allowed) {
        return DescribedPredicate.describe(
                "are not " + new TreeSet<>(allowed.keySet()), type -> !allowed.containsKey(nameIn(type)));
    }

    /** With classes inside of a class, that class. */
    private static String nameIn(JavaClass type) {
        String name = type.getName().replaceFirst("\\$.*", "");
        return name.startsWith(ENGINE) ? name.substring(ENGINE.length()) : name;
    }

    private Set<String> callers(DescribedPredicate<JavaAccess<?>> calls, Map<String, String> among) {
        return engine.stream()
                .filter(type -> among.containsKey(nameIn(type)))
                .filter(type -> type.getAccessesFromSelf().stream().anyMatch(calls))
                .map(DestructiveCallsTest::nameIn)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
