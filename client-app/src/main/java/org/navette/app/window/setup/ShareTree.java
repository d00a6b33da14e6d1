// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.setup;

import javafx.beans.binding.Bindings;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ChangeListener;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CheckBoxTreeItem;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.control.cell.CheckBoxTreeCell;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.navette.app.text.Printable;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.ScreenContext;
import org.navette.app.window.setup.ShareChoice.Size;
import org.navette.engine.tree.RelativePath;

/** The folders of the share with their sizes, each to be taken or left out. Loaded as it is opened. */
public final class ShareTree extends TreeView<ShareTree.Entry> {
    private final ScreenContext context;
    private final ShareChoice choice;
    private final IntegerProperty changes = new SimpleIntegerProperty();

    /** A folder; its size is not known at first. */
    public static final class Entry {
        private final RelativePath path;
        private final String name;
        private final StringProperty size = new SimpleStringProperty("");

        Entry(RelativePath path, String name) {
            this.path = path;
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public ShareTree(ScreenContext context, ShareChoice choice) {
        this.context = context;
        this.choice = choice;
        setId("share-tree");
        Controls.spoken(this, context.text("setup.folders.tree"));
        CheckBoxTreeItem<Entry> root = item(RelativePath.ROOT, context.text("setup.folders.all"));
        root.setExpanded(true);
        setRoot(root);
        setCellFactory(tree -> new FolderCell());
        getSelectionModel().select(0);
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.SPACE
                    && getSelectionModel().getSelectedItem() instanceof CheckBoxTreeItem<Entry> chosen) {
                chosen.setIndeterminate(false);
                chosen.setSelected(!chosen.isSelected());
                event.consume();
            }
        });
    }

    private CheckBoxTreeItem<Entry> item(RelativePath path, String name) {
        CheckBoxTreeItem<Entry> item = new CheckBoxTreeItem<>(new Entry(path, name));
        item.setSelected(choice.isTaken(path));
        if (!path.isRoot()) {
            item.setIndeterminate(choice.isTaken(path) && choice.isAnythingLeftOutBelow(path));
            item.selectedProperty().addListener((value, before, now) -> take(item));
            item.indeterminateProperty().addListener((value, before, now) -> take(item));
            // Shows that it can be opened, until it is known what is in it.
            item.getChildren().add(new TreeItem<>());
            ChangeListener<Boolean> opened = (value, before, now) -> {
                if (now && item.getChildren().getFirst().getValue() == null) {
                    load(item);
                }
            };
            item.expandedProperty().addListener(opened);
        } else {
            load(item);
        }
        choice.measure(path, size -> show(item.getValue(), size));
        return item;
    }

    private void take(CheckBoxTreeItem<Entry> item) {
        RelativePath path = item.getValue().path;
        if (item.isIndeterminate()) {
            choice.takeInPart(path);
        } else if (item.isSelected()) {
            choice.take(path);
        } else {
            choice.leaveOut(path);
        }
        changes.set(changes.get() + 1);
    }

    /** Grows with each choice. */
    public ReadOnlyIntegerProperty changes() {
        return changes;
    }

    private void load(CheckBoxTreeItem<Entry> item) {
        RelativePath path = item.getValue().path;
        choice.folders(path, folders -> {
            item.getChildren().clear();
            for (RelativePath folder : folders) {
                CheckBoxTreeItem<Entry> child = item(folder, folder.name());
                if (!item.isSelected() && !item.isIndeterminate() && !path.isRoot()) {
                    child.setSelected(false);
                }
                item.getChildren().add(child);
            }
        });
    }

    private void show(Entry entry, Size size) {
        entry.size.set("  —  "
                + context.text(
                        "setup.folders.size", size.files(), context.messages().bytes(size.bytes())));
    }

    private static final class FolderCell extends CheckBoxTreeCell<Entry> {
        @Override
        public void updateItem(@Nullable Entry entry, boolean empty) {
            textProperty().unbind();
            super.updateItem(entry, empty);
            if (empty || entry == null) {
                setText(null);
                return;
            }
            if (getGraphic() instanceof CheckBox box) {
                // By the keyboard the line is worked as a whole.
                box.setFocusTraversable(false);
                Controls.spoken(box, entry.name);
            }
            textProperty()
                    .bind(Bindings.createStringBinding(
                            () -> Printable.of(entry.name) + entry.size.getValue(), entry.size));
        }
    }
}
