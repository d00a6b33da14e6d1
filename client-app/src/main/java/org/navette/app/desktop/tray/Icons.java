// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop.tray;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.navette.app.text.EnumNames;
import org.navette.app.view.StatusIcon;

/** The drawn icons, in any size. */
final class Icons {
    private final Map<StatusIcon, SVGDocument> drawings = new EnumMap<>(StatusIcon.class);

    Icons() {
        for (StatusIcon mood : StatusIcon.values()) {
            String file = EnumNames.of(mood) + ".svg";
            drawings.put(
                    mood,
                    Objects.requireNonNull(
                            new SVGLoader().load(Objects.requireNonNull(Icons.class.getResource(file), file)), file));
        }
    }

    BufferedImage draw(StatusIcon mood, int size) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        Objects.requireNonNull(drawings.get(mood)).render(null, graphics, new ViewBox(size, size));
        graphics.dispose();
        return image;
    }
}
