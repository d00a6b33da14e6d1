// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The boundaries of docs/architecture.md, kept by a machine. */
class ArchitectureTest {
    private static final String ENGINE = "org.navette.engine.";
    /** Each may use those before it. */
    private static final List<String> ORDER = List.of(
            "tree",
            "reconcile",
            "port",
            "local",
            "dav",
            "probe",
            "journal",
            "evidence",
            "recovery",
            "transfer",
            "propagate",
            "pass",
            "locking",
            "schedule");

    private final JavaClasses engine = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.navette.engine");

    @Test
    void everyPackageDependsOnlyOnThoseAboveIt() {
        for (int i = 0; i < ORDER.size(); i++) {
            String[] below = ORDER.subList(i + 1, ORDER.size()).stream()
                    .map(name -> ENGINE + name + "..")
                    .toArray(String[]::new);
            if (below.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage(ENGINE + ORDER.get(i) + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(below)
                        .because("dependencies go one way; move the shared part up, or the caller down")
                        .check(engine);
            }
        }
    }

    @Test
    void everyClassIsInAKnownPackage() {
        classes()
                .should()
                .resideInAnyPackage(ORDER.stream().map(name -> ENGINE + name).toArray(String[]::new))
                .because("a new package needs its place in the order, here and in docs/architecture.md")
                .check(engine);
    }

    @Test
    void theCoreIsPure() {
        noClasses()
                .that()
                .resideInAnyPackage(ENGINE + "tree", ENGINE + "reconcile")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..", "java.nio.file..", "java.net..", "java.util.concurrent..", "java.sql..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.(time\\.(Clock|InstantSource)|util\\.(Random|UUID)|lang\\.Thread)")
                .because("a decision depends on observations only: give it what it needs as an argument")
                .check(engine);
    }

    @Test
    void theEngineHasNoUserInterface() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "java.awt..", "javax.swing..", "picocli..")
                .because("the engine speaks through events; what people see is in client-app")
                .check(engine);
    }

    @Test
    void httpStaysInDavAndSqlInJournal() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ENGINE + "dav")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.hc..", "com.github.sardine..", "javax.xml..", "jakarta.xml..")
                .because("only dav knows how a server is spoken to; add a method to RemoteStore")
                .check(engine);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.github.sardine", "com.github.sardine.impl..", "com.github.sardine.util..")
                .because("of Sardine only the model is ours to use: its client follows redirects, reads a whole listing"
                        + " into memory and is not in the packages (docs/decisions/0004); use DavClient")
                .check(engine);
        noClasses()
                .that()
                .resideOutsideOfPackage(ENGINE + "journal")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.sqlite..")
                .because("only journal knows how the synced tree is kept; add a method to Journal")
                .check(engine);
    }
}
