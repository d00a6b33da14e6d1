// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.demo;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navette.app.text.Messages;

@Tag("integration")
class DemoTest {
    @TempDir
    Path place;

    @Test
    void tellsTheWholeStoryInStep() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        boolean inStep =
                new Demo(new Messages(Locale.FRENCH), new PrintStream(told, true, StandardCharsets.UTF_8), place).run();
        String story = told.toString(StandardCharsets.UTF_8);
        assertTrue(inStep, story);
        assertTrue(story.contains("reçu                    Communication/Affiche fête d’été.png"), story);
        assertTrue(story.contains("envoyé                  Lisez-moi.txt"), story);
        assertTrue(story.contains("Compte rendu d’octobre (conflit portable"), story);
    }
}
