// SPDX-License-Identifier: GPL-3.0-or-later

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;

/**
 * Draws an icon at every size that desktops look for (freedesktop.org's Icon Theme Specification).
 * Usage: java -cp … Sizes.java ICON.svg THEME-FOLDER
 */
final class Sizes {
    private static final int[] SIZES = {16, 22, 24, 32, 48, 64, 128, 256, 512};

    public static void main(String[] arguments) throws Exception {
        System.setProperty("java.awt.headless", "true");
        Path icon = Path.of(arguments[0]);
        SVGDocument drawing = Objects.requireNonNull(new SVGLoader().load(icon.toUri().toURL()));
        for (int size : SIZES) {
            BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
            Graphics2D graphics = image.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            drawing.render(null, graphics, new ViewBox(size, size));
            graphics.dispose();
            Path folder = Files.createDirectories(Path.of(arguments[1], size + "x" + size, "apps"));
            ImageIO.write(image, "png", folder.resolve(icon.getFileName().toString().replace(".svg", ".png")).toFile());
        }
    }
}
