// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Pictures and PDF to look at. */
public final class Pictures {
    private static long seconds = 2000;

    private Pictures() {}

    public static void write(Path file, int rgb) throws IOException {
        BufferedImage image = new BufferedImage(240, 160, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(rgb));
        graphics.fillRect(0, 0, 240, 160);
        graphics.setColor(Color.WHITE);
        graphics.fillOval(40 + (rgb & 0x1f), 30, 100, 100);
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds--)));
    }

    public static void writePdf(Path file, String text) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD), 40);
                content.newLineAtOffset(60, 700);
                content.showText(text);
                content.endText();
            }
            document.save(file.toFile());
        }
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds--)));
    }
}
