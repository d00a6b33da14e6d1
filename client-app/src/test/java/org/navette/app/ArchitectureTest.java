// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses app = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.navette.app");

    @Test
    void theAppSeesOnlyWhatTheEngineShows() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.navette.engine.journal..", "org.navette.engine.local..")
                .because("the engine is used through sync, its events and its results; add what is missing there")
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
                .because("the embedded server is there for the demonstration only")
                .check(app);
    }

    @Test
    void onlyTheWindowIsDrawn() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.navette.app.window..")
                .and()
                .doNotHaveFullyQualifiedName("org.navette.app.cli.Face$Desktop")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "atlantafx..")
                .because("whatever is not drawn has to work where there is no display")
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
                .because("a model is tried without a window; what draws it follows its properties")
                .check(app);
    }
}
