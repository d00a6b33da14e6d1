// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navette.app.window.Pictures;
import org.testfx.api.FxToolkit;

class ContentTest {
    @TempDir
    Path place;

    @BeforeAll
    static void draw() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    private Content read(String name, byte[] bytes) throws Exception {
        Files.write(place.resolve(name), bytes);
        return Content.read(place.resolve(name), name);
    }

    @Test
    void aPdfIsItsFirstPage() throws Exception {
        Path file = place.resolve("affiche.PDF");
        Pictures.writePdf(file, "Fete");
        Content.Picture page = assertInstanceOf(Content.Picture.class, Content.read(file, "affiche.PDF"));
        assertTrue(page.image().getWidth() > 400);
    }

    @Test
    void aPictureIsAPicture() throws Exception {
        Path file = place.resolve("plan.png");
        Pictures.write(file, 0x0b6b68);
        assertInstanceOf(Content.Picture.class, Content.read(file, "plan.png"));
    }

    @Test
    void aTextIsItsLines() throws Exception {
        assertEquals(
                new Content.Text(List.of("Réunion", "à 10 h"), true),
                read("a.txt", "Réunion\nà 10 h\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        byte[] large = "é".repeat(300_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Content.Text cut = assertInstanceOf(Content.Text.class, read("long.txt", large));
        assertEquals(false, cut.whole());
    }

    @Test
    void whatIsBrokenOrNoneOfTheseIsOnlySoLarge() throws Exception {
        assertEquals(new Content.Other(3), read("broken.pdf", new byte[] {1, 2, 3}));
        assertEquals(new Content.Other(3), read("broken.png", new byte[] {1, 2, 3}));
        assertEquals(new Content.Other(4), read("data.bin", new byte[] {1, 0, 2, 3}));
        assertEquals(new Content.Other(2), read("latin1.txt", new byte[] {(byte) 0xe9, 'a'}));
        assertEquals(new Content.Text(List.of(), true), read("empty.txt", new byte[0]));
    }
}
