// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.preview;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.navette.app.text.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be shown of a file. Whatever is in it came over a network: nothing of it is run, and little of it is read. */
sealed interface Content {
    Logger LOG = LoggerFactory.getLogger(Content.class);
    int MOST_TEXT = 512 * 1024;
    long MOST_PICTURE = 40L * 1024 * 1024;
    Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "gif", "bmp");

    /** @param whole whether these are all of its lines */
    record Text(List<String> lines, boolean whole) implements Content {}

    record Picture(Image image) implements Content {}

    record Other(long bytes) implements Content {}

    static Content read(Path file, String name) throws IOException {
        long size = Files.size(file);
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (PICTURES.contains(extension) && size <= MOST_PICTURE) {
            return drawn(Renderer.Kind.PICTURE, file, size);
        }
        if (extension.equals("pdf") && size <= MOST_PICTURE) {
            return drawn(Renderer.Kind.PDF, file, size);
        }
        return text(file)
                .<Content>map(
                        lines -> new Text(lines.stream().map(Printable::lines).toList(), size <= MOST_TEXT))
                .orElse(new Other(size));
    }

    /** A broken one, or one with a password, is a file like any other. */
    private static Content drawn(Renderer.Kind kind, Path file, long size) throws IOException {
        return DrawingProcess.draw(kind, file)
                .<Content>map(drawn -> new Picture(image(drawn)))
                .orElse(new Other(size));
    }

    private static Image image(DrawingProcess.Drawn drawn) {
        WritableImage image = new WritableImage(drawn.width(), drawn.height());
        image.getPixelWriter()
                .setPixels(
                        0,
                        0,
                        drawn.width(),
                        drawn.height(),
                        PixelFormat.getIntArgbInstance(),
                        drawn.pixels(),
                        drawn.width());
        return image;
    }

    /** Absent if it is no text: not UTF-8, or with bytes that no text has. */
    private static Optional<List<String>> text(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_TEXT);
        }
        for (byte one : bytes) {
            if (one == 0) {
                return Optional.empty();
            }
        }
        // The last character may have been cut in two.
        int mostCut = bytes.length < MOST_TEXT ? 0 : 3;
        for (int cut = 0; cut <= mostCut; cut++) {
            try {
                return Optional.of(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes, 0, bytes.length - cut))
                        .toString()
                        .lines()
                        .toList());
            } catch (CharacterCodingException e) {
                LOG.trace("no UTF-8 up to {}", bytes.length - cut, e);
            }
        }
        return Optional.empty();
    }
}
