// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.kit;

import javafx.scene.shape.FillRule;
import javafx.scene.shape.SVGPath;
import org.navette.app.view.StatusIcon;

/** Small drawings, on a grid of 24. They never stand alone: a word or a name for screen readers is with each. */
public enum Glyph {
    CHECK("M12 2a10 10 0 1 0 0 20a10 10 0 0 0 0-20zM10.6 16.6l-4.2-4.2l1.5-1.5l2.7 2.7l5.6-5.6l1.5 1.5z"),
    SYNC("M12 4a8 8 0 0 1 7.4 5h-3.4v2h7V4h-2.2v3.2A10 10 0 0 0 2.2 10h2.1A8 8 0 0 1 12 4z"
            + "M12 20a8 8 0 0 1-7.4-5h3.4v-2H1v7h2.2v-3.2A10 10 0 0 0 21.8 14h-2.1A8 8 0 0 1 12 20z"),
    PAUSE("M12 2a10 10 0 1 0 0 20a10 10 0 0 0 0-20zM8.5 7.5h2.5v9H8.5zM13 7.5h2.5v9H13z"),
    OFFLINE("M7 18a5 5 0 0 1-1.2-9.8L3 5.4L4.4 4l16 16l-1.4 1.4L15.6 18zM9.5 6.2A6 6 0 0 1 17.8 9.5"
            + "A4.3 4.3 0 0 1 20.3 16.9z"),
    ATTENTION("M12 2.5L1.5 21h21zM11 9.5h2v6h-2zM11 17h2v2h-2z"),
    ERROR("M12 2a10 10 0 1 0 0 20a10 10 0 0 0 0-20zM8.5 7.1L12 10.6l3.5-3.5l1.4 1.4L13.4 12l3.5 3.5l-1.4 1.4"
            + "L12 13.4l-3.5 3.5l-1.4-1.4L10.6 12L7.1 8.5z"),
    FOLDER("M2 5a1.5 1.5 0 0 1 1.5-1.5H9l2.2 2.5h9.3A1.5 1.5 0 0 1 22 7.5v11.5a1.5 1.5 0 0 1-1.5 1.5h-17"
            + "A1.5 1.5 0 0 1 2 19z"),
    PLUS("M11 4h2v7h7v2h-7v7h-2v-7H4v-2h7z"),
    GEAR("M10.5 2h3l.5 2.6l1.9.8l2.2-1.5l2.1 2.1l-1.5 2.2l.8 1.9l2.6.5v3l-2.6.5l-.8 1.9l1.5 2.2l-2.1 2.1"
            + "l-2.2-1.5l-1.9.8l-.5 2.6h-3l-.5-2.6l-1.9-.8l-2.2 1.5l-2.1-2.1l1.5-2.2l-.8-1.9L2 13.5v-3l2.6-.5"
            + "l.8-1.9l-1.5-2.2L6 3.9l2.2 1.5l1.9-.8zM12 8.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7z"),
    CONFLICT("M3 3h10v4h-2V5H5v10h2v2H3zM9 8h12v13H9zM11 10v9h8v-9z"),
    UP("M12 3l7 7l-1.4 1.4L13 6.8V21h-2V6.8l-4.6 4.6L5 10z"),
    DOWN("M12 21l-7-7l1.4-1.4L11 17.2V3h2v14.2l4.6-4.6L19 14z"),
    MOVED("M14 5l7 7l-7 7l-1.4-1.4l4.6-4.6H3v-2h14.2l-4.6-4.6z"),
    REMOVED("M9 3h6l1 2h5v2H3V5h5zM5 8.5h14L18 21H6zM9 11v7.5h1.5V11zM13.5 11v7.5H15V11z"),
    SEARCH("M10 3a7 7 0 1 0 4.2 12.6l5.1 5.1l1.4-1.4l-5.1-5.1A7 7 0 0 0 10 3zM10 5a5 5 0 1 1 0 10a5 5 0 0 1 0-10z"),
    LOCK("M7 10V7a5 5 0 0 1 10 0v3h1.5v11h-13V10zM9 10h6V7a3 3 0 0 0-6 0z"),
    SHUTTLE("M2.5 10.8C7 4.5 14.5 3.2 22.5 10.8zM21.5 13.2C17 19.5 9.5 20.8 1.5 13.2z");

    private final String path;

    Glyph(String path) {
        this.path = path;
    }

    /** @param size in pixels at the usual text size */
    public SVGPath draw(double size, String... styles) {
        SVGPath shape = new SVGPath();
        shape.setContent(path);
        shape.setFillRule(FillRule.EVEN_ODD);
        shape.setScaleX(size / 24);
        shape.setScaleY(size / 24);
        shape.getStyleClass().add("glyph");
        shape.getStyleClass().addAll(styles);
        return shape;
    }

    public static Glyph of(StatusIcon mood) {
        return switch (mood) {
            case IN_STEP -> CHECK;
            case PAUSED -> PAUSE;
            case SYNCING -> SYNC;
            case OFFLINE -> OFFLINE;
            case ATTENTION -> ATTENTION;
            case ERROR -> ERROR;
        };
    }

    /** What was done, as {@code log} names it. */
    public static Glyph ofDeed(String what) {
        return switch (what) {
            case "uploaded", "made-collection" -> UP;
            case "downloaded", "made-folder" -> DOWN;
            case "moved-remote", "moved-local" -> MOVED;
            case "deleted-remote", "trashed" -> REMOVED;
            case "conflict" -> CONFLICT;
            case "problem" -> ATTENTION;
            case "locked" -> LOCK;
            default -> CHECK;
        };
    }
}
