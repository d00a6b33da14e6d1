// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navette.app.window.Pictures;
import org.testfx.api.FxToolkit;

@Tag("integration")
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

    /** A page of the size of a small country: some hundred bytes that were a gigabyte of pixels. */
    @Test
    void aPageLargerThanAnyMemoryIsDrawnSmall() throws Exception {
        String pdf = """
                %PDF-1.4
                1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
                2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
                3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 14400 14400]/UserUnit 1000>>endobj
                trailer<</Root 1 0 R>>
                %%EOF
                """;
        Content.Picture page =
                assertInstanceOf(Content.Picture.class, read("bomb.pdf", pdf.getBytes(StandardCharsets.US_ASCII)));
        assertTrue(page.image().getWidth() * page.image().getHeight() <= DrawingProcess.MOST_PIXELS);
    }

    /** Nothing but black, which packs well. */
    @Test
    void aPictureLargerThanAnyMemoryIsDrawnSmallOrNotAtAll() throws Exception {
        for (int side : new int[] {20_000, 400_000_000}) {
            Content content = read("bomb-" + side + ".png", png(side, 20_000));
            if (content instanceof Content.Picture(var image)) {
                assertTrue(image.getWidth() * image.getHeight() <= DrawingProcess.MOST_PIXELS);
            }
        }
        assertInstanceOf(Content.Other.class, read("long.png", png(400_000_000, 2)));
    }

    /** Black and white, one bit a pixel. */
    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] line = new byte[1 + Math.min(width, 20_000) / 8];
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            for (int y = 0; y < height; y++) {
                deflater.write(line);
            }
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        chunk(file, "IHDR", header.put(new byte[] {1, 0, 0, 0, 0}).array());
        chunk(file, "IDAT", packed.toByteArray());
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] content) {
        byte[] named = new byte[4 + content.length];
        System.arraycopy(type.getBytes(StandardCharsets.US_ASCII), 0, named, 0, 4);
        System.arraycopy(content, 0, named, 4, content.length);
        CRC32 crc = new CRC32();
        crc.update(named);
        file.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        file.writeBytes(named);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
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
