// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String APP = "org.navette.app.";
    /** Each may use those before it; docs/architecture.md says what each is for. */
    private static final List<String> ORDER = List.of(
            "desktop",
            "settings",
            "text",
            "api",
            "control",
            "keyring",
            "provision",
            "update",
            "demo",
            "service",
            "view",
            "desktop.tray.dbus",
            "desktop.tray",
            "onboarding",
            "window.kit",
            "window.preview",
            "window.conflict",
            "window.folder",
            "window.setup",
            "window.settings",
            "window.shell",
            "launch",
            "cli");

    private final JavaClasses app = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.navette.app");

    @Test
    void everyPackageDependsOnlyOnThoseBeforeIt() {
        for (int i = 0; i < ORDER.size() - 1; i++) {
            noClasses()
                    .that()
                    .resideInAPackage(APP + ORDER.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(named(ORDER.subList(i + 1, ORDER.size())))
                    .because(
                            "dependencies go one way; move the shared part to a package before both, or the caller after them")
                    .check(app);
        }
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching("org.navette.app.(**)")
                .should()
                .beFreeOfCycles()
                .because("a circle is one package in several folders; move what both need to a third one")
                .check(app);
    }

    @Test
    void everyClassIsInAKnownPackage() {
        classes()
                .that()
                .resideOutsideOfPackage("org.navette.app")
                .should()
                .resideInAnyPackage(named(ORDER))
                .because(
                        "a new package needs its place in the order: add it to ORDER here, and to the table of docs/architecture.md")
                .check(app);
    }

    @Test
    void onlyTheCommandLineReadsOptions() {
        noClasses()
                .that()
                .resideOutsideOfPackages(APP + "cli")
                .and()
                .doNotHaveFullyQualifiedName(APP + "Navette")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .because("commands are in cli; read the option there, and pass its plain value on")
                .check(app);
    }

    /** A bundle of diagnostics is JSON, and its names are masked there. */
    @Test
    void jsonIsBoundAtTheSocket() {
        noClasses()
                .that()
                .resideOutsideOfPackage(APP + "control")
                .and()
                .doNotHaveFullyQualifiedName(APP + "service.DiagnosticsBundle")
                .and()
                .doNotHaveFullyQualifiedName(APP + "service.NameMask")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google.gson..")
                .because("commands, replies and events are records of api; what prints them calls JsonBinding.text")
                .check(app);
    }

    private static String[] named(List<String> packages) {
        return packages.stream().map(name -> APP + name).toArray(String[]::new);
    }

    @Test
    void theAppSeesOnlyWhatTheEngineShows() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.navette.engine.journal..", "org.navette.engine.local..")
                .because(
                        "journal and disk belong to the engine; add what is missing to its pass or schedule package, and call that")
                .check(app);
    }

    @Test
    void onlyTheDemoHasAServer() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.navette.app.demo")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.navette.demoserver..", "org.apache.catalina..", "jakarta.servlet..")
                .because(
                        "the embedded server is there for the demonstration only; start it through the demo package, or move the class there")
                .check(app);
    }

    @Test
    void onlyTheWindowIsDrawn() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.navette.app.window..")
                .and()
                .doNotHaveFullyQualifiedName("org.navette.app.launch.DesktopShell$Desktop")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "atlantafx..")
                .because(
                        "whatever is not drawn has to work where there is no display; move what draws to window, and pass it in as an interface")
                .check(app);
    }

    @Test
    void modelsKnowNothingOfWhatDrawsThem() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Model")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.application..")
                .because("a model is tried without a window; give it a property, and let what draws it follow that")
                .check(app);
    }

    /** What screen readers say, and hints, come from strangers too: {@code Controls} makes them printable. */
    @Test
    void onlyControlsSpeaksAndHints() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.navette.app.window.kit.Controls")
                .should()
                .callMethodWhere(target(nameMatching("setAccessible(Text|Help)")))
                .orShould()
                .callConstructor(javafx.scene.control.Tooltip.class, String.class)
                .because("names from a share may move the text around them; call the method of Controls for it")
                .check(app);
    }
}
