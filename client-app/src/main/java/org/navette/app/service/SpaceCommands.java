// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.FolderCommand;
import org.navette.app.settings.SettingKey;
import org.navette.app.settings.SettingValues;
import org.navette.app.text.Messages;
import org.navette.engine.pass.IgnoredEntries;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/** What takes up how much of a local folder, and what its rules leave out. */
final class SpaceCommands {
    private static final int MOST_SHOWN = 200;

    private final Service service;

    SpaceCommands(Service service) {
        this.service = service;
    }

    private static final class Size {
        private long files;
        private long bytes;

        void add(long more) {
            files++;
            bytes += more;
        }
    }

    /** The folders directly in a pair's local folder, with all that is below each; what lies beside them has no name. */
    FolderCommand.SpaceReply byFolder(FolderCommand.Space asked, Messages messages)
            throws CommandRefusedException, StoreException, IOException {
        Path root = root(asked.name(), messages);
        IgnoredEntries leftOut =
                IgnoredEntries.of(root, values(asked.name(), messages).list(SettingKey.EXCLUDE));
        Map<String, Size> sizes = new TreeMap<>();
        leftOut.walk(root, new IgnoredEntries.Walk() {
            @Override
            public void file(RelativePath path, long bytes) {
                String value = path.value();
                int slash = value.indexOf('/');
                sizes.computeIfAbsent(slash < 0 ? "" : value.substring(0, slash), name -> new Size())
                        .add(bytes);
            }
        });
        return new FolderCommand.SpaceReply(sizes.entrySet().stream()
                .map(entry ->
                        new FolderCommand.FolderSize(entry.getKey(), entry.getValue().files, entry.getValue().bytes))
                .sorted(Comparator.comparingLong(FolderCommand.FolderSize::bytes)
                        .reversed())
                .toList());
    }

    /** What is here and would be left out by these patterns. */
    FolderCommand.LeftOutReply leftOut(FolderCommand.LeftOut asked, Messages messages)
            throws CommandRefusedException, StoreException, IOException {
        Path root = root(asked.name(), messages);
        List<String> patterns = asked.patterns();
        IgnoredEntries rules = IgnoredEntries.of(root, patterns);
        List<String> shown = new ArrayList<>();
        int[] count = {0};
        rules.walk(root, new IgnoredEntries.Walk() {
            @Override
            public void leftOut(RelativePath path, boolean folder) {
                if (count[0]++ < MOST_SHOWN) {
                    shown.add(path.value() + (folder ? "/" : ""));
                }
            }
        });
        return new FolderCommand.LeftOutReply(shown, count[0]);
    }

    private SettingValues values(String name, Messages messages) throws CommandRefusedException {
        return service.settings().folder(name).orElseThrow(() -> Refusal.of(messages, "control.noFolder", name));
    }

    private Path root(String name, Messages messages) throws CommandRefusedException {
        return PairSettingsFactory.root(values(name, messages));
    }
}
