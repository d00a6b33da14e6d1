// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.settings.SettingKey;
import org.navette.app.settings.SettingValues;
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
    JsonObject byFolder(CommandRequest asked) throws CommandRefusedException, StoreException, IOException {
        Path root = root(asked);
        IgnoredEntries leftOut = IgnoredEntries.of(root, values(asked).list(SettingKey.EXCLUDE));
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
        JsonArray folders = new JsonArray();
        sizes.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> -entry.getValue().bytes))
                .forEach(entry -> {
                    JsonObject folder = new JsonObject();
                    folder.addProperty("name", entry.getKey());
                    folder.addProperty("files", entry.getValue().files);
                    folder.addProperty("bytes", entry.getValue().bytes);
                    folders.add(folder);
                });
        JsonObject result = new JsonObject();
        result.add("folders", folders);
        return result;
    }

    /** What is here and would be left out by these patterns. */
    JsonObject leftOut(CommandRequest asked) throws CommandRefusedException, StoreException, IOException {
        Path root = root(asked);
        List<String> patterns = asked.list("patterns");
        IgnoredEntries rules = IgnoredEntries.of(root, patterns);
        JsonArray shown = new JsonArray();
        int[] count = {0};
        rules.walk(root, new IgnoredEntries.Walk() {
            @Override
            public void leftOut(RelativePath path, boolean folder) {
                if (count[0]++ < MOST_SHOWN) {
                    shown.add(path.value() + (folder ? "/" : ""));
                }
            }
        });
        JsonObject result = new JsonObject();
        result.add("entries", shown);
        result.addProperty("count", count[0]);
        return result;
    }

    private SettingValues values(CommandRequest asked) throws CommandRefusedException {
        String name = asked.required("name");
        return service.settings().folder(name).orElseThrow(() -> asked.refusal("control.noFolder", name));
    }

    private Path root(CommandRequest asked) throws CommandRefusedException {
        return PairSettingsFactory.root(values(asked));
    }
}
