// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;

/** Finds what is in a scene. */
final class SceneNodes {
    private SceneNodes() {}

    /** By its id, whatever signs are in that: selectors of CSS cannot have all. */
    static Optional<Node> find(Node node, String id) {
        if (id.equals(node.getId())) {
            return Optional.of(node);
        }
        return node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream()
                        .flatMap(child -> find(child, id).stream())
                        .findFirst()
                : Optional.empty();
    }

    static boolean isVisible(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    /** Whether all of a node is within what each pane around it shows: what has to be scrolled to is not. */
    static boolean isInView(Node node) {
        Bounds bounds = node.localToScene(node.getLayoutBounds());
        for (Node at = node.getParent(); at != null; at = at.getParent()) {
            boolean shows = (!(at instanceof ScrollPane) && at.getParent() != null)
                    || at.localToScene(at.getLayoutBounds()).contains(bounds);
            if (!shows) {
                return false;
            }
        }
        return true;
    }

    /** All that can be read below a node. */
    static List<String> texts(Node node) {
        List<String> all = new ArrayList<>();
        collect(node, all);
        return all;
    }

    private static void collect(Node node, List<String> all) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled
                && labeled.getText() != null
                && !labeled.getText().isEmpty()) {
            all.add(labeled.getText());
        }
        if (node instanceof TextInputControl input && !input.getText().isEmpty()) {
            all.add(input.getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, all));
        }
    }
}
