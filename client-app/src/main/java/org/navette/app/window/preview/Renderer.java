// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.preview;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;

/** The program that {@link DrawingProcess} runs: draws one picture and writes its pixels to standard output. */
public final class Renderer {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 4000;
    private static final float PDF_DPI = 80;
    private static final float POINTS_PER_INCH = 72;

    /** How Navette's own launcher is told to come here, before a kind and a file; in no help, as it serves no person. */
    static final String COMMAND = "draw-preview";

    /** What is drawn. */
    enum Kind {
        PICTURE,
        PDF
    }

    private Renderer() {}

    /** Whether a command line is one of {@link DrawingProcess}'s; its own are the arguments after the first. */
    public static boolean isMeant(String[] arguments) {
        return arguments.length == 3 && arguments[0].equals(COMMAND);
    }

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        BufferedImage image = switch (Kind.valueOf(arguments[0])) {
            case PICTURE -> picture(file);
            case PDF -> page(file);
        };
        write(image, System.out);
    }

    private static void write(BufferedImage image, OutputStream to) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(to))) {
            out.writeInt(image.getWidth());
            out.writeInt(image.getHeight());
            int[] line = new int[image.getWidth()];
            for (int y = 0; y < image.getHeight(); y++) {
                image.getRGB(0, y, line.length, 1, line, 0, line.length);
                for (int pixel : line) {
                    out.writeInt(pixel);
                }
            }
        }
    }

    /** Its size is in its first bytes: of a large one only every so many lines and columns are kept. */
    private static BufferedImage picture(Path file) throws IOException {
        ImageIO.setUseCache(false);
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("no picture");
            }
            ImageReader reader = readers.next();
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            int every = Math.max(1, Math.max(width / (2 * WIDTH), height / (2 * HEIGHT)));
            ImageReadParam parameters = reader.getDefaultReadParam();
            parameters.setSourceSubsampling(every, every, 0, 0);
            return fitted(reader.read(0, parameters));
        }
    }

    private static BufferedImage fitted(BufferedImage image) {
        double scale = Math.min(1, Math.min((double) WIDTH / image.getWidth(), (double) HEIGHT / image.getHeight()));
        if (scale >= 1) {
            return image;
        }
        int width = Math.max(1, (int) (image.getWidth() * scale));
        int height = Math.max(1, (int) (image.getHeight() * scale));
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return small;
    }

    private static BufferedImage page(Path file) throws IOException {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            PDRectangle page = document.getPage(0).getCropBox();
            float most = Math.min(WIDTH / page.getWidth(), HEIGHT / page.getHeight());
            float most2 = Math.min(HEIGHT / page.getWidth(), WIDTH / page.getHeight());
            // A page may lie on its side: both ways have to fit.
            return new PDFRenderer(document).renderImage(0, Math.min(PDF_DPI / POINTS_PER_INCH, Math.min(most, most2)));
        }
    }
}
