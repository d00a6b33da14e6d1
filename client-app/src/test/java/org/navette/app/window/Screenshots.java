// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/** What a scene looks like. */
final class Screenshots {
    private Screenshots() {}

    private static WritableImage of(Scene scene) throws Exception {
        return OpenWindow.draw(() -> {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            return scene.snapshot(null);
        });
    }

    /** What is drawn of a control, and right around it. */
    static int[] pixels(Scene scene, Node node) throws Exception {
        WritableImage image = of(scene);
        Bounds place = OpenWindow.draw(() -> node.localToScene(node.getLayoutBounds()));
        int x = Math.max(0, (int) place.getMinX() - 3);
        int y = Math.max(0, (int) place.getMinY() - 3);
        int width = Math.min((int) image.getWidth() - x, (int) place.getWidth() + 6);
        int height = Math.min((int) image.getHeight() - y, (int) place.getHeight() + 6);
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(x, y, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return pixels;
    }

    /** Writes what is drawn to a file for people to look at. */
    static void write(Scene scene, String name) throws Exception {
        WritableImage image = of(scene);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage pixels = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels.setRGB(x, y, image.getPixelReader().getArgb(x, y));
            }
        }
        Path file = Path.of("target", "screens", name + ".png");
        Files.createDirectories(file.getParent());
        if (!ImageIO.write(pixels, "png", file.toFile())) {
            throw new IOException("no PNG can be written");
        }
    }
}
