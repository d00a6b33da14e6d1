// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.settings.SettingValues;
import org.navette.engine.pass.Conflicts;
import org.navette.engine.pass.Conflicts.Choice;
import org.navette.engine.pass.Conflicts.Conflict;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;

/** Two versions of one file, and which is to stay. */
final class ConflictCommands {
    private static final Set<String> CHOICES = Set.of("mine", "theirs", "both");

    private final Service service;

    ConflictCommands(Service service) {
        this.service = service;
    }

    JsonObject list(CommandRequest asked) throws StoreException {
        JsonArray all = new JsonArray();
        for (Map.Entry<String, SettingValues> folder :
                service.settings().folders().entrySet()) {
            Path root = PairSettingsFactory.root(folder.getValue());
            boolean wanted = asked.text("name").map(folder.getKey()::equals).orElse(true);
            if (wanted && Files.isDirectory(root.resolve(".navette"))) {
                for (Conflict conflict :
                        Conflicts.of(root, Clock.systemDefaultZone()).list()) {
                    JsonObject entry = new JsonObject();
                    entry.addProperty("folder", folder.getKey());
                    entry.addProperty("copy", conflict.copy().value());
                    entry.addProperty("original", conflict.original().value());
                    entry.addProperty("device", conflict.device());
                    entry.addProperty("when", conflict.when());
                    entry.addProperty("bytes", conflict.size());
                    conflict.originalSize().ifPresent(size -> entry.addProperty("originalBytes", size));
                    entry.addProperty(
                            "file", root.resolve(conflict.copy().value()).toString());
                    entry.addProperty(
                            "originalFile",
                            root.resolve(conflict.original().value()).toString());
                    all.add(entry);
                }
            }
        }
        JsonObject result = new JsonObject();
        result.add("conflicts", all);
        return result;
    }

    JsonObject settle(CommandRequest asked) throws CommandRefusedException, StoreException {
        String keep = asked.required("keep");
        if (!CHOICES.contains(keep)) {
            throw asked.refusal("conflicts.choice", keep);
        }
        FolderPath place = FolderPath.of(service, asked, asked.required("path"));
        if (place.path().isRoot()) {
            throw asked.refusal("conflicts.none", asked.required("path"));
        }
        try {
            Conflicts.of(place.root(), Clock.systemDefaultZone())
                    .settle(place.path(), Choice.valueOf(keep.toUpperCase(Locale.ROOT)));
        } catch (StoreException e) {
            if (e.failure() instanceof Failure.Missing) {
                throw asked.refusal("conflicts.none", asked.required("path"));
            }
            throw e;
        }
        JsonObject result = new JsonObject();
        result.addProperty("folder", place.folder());
        result.addProperty("path", place.path().value());
        return result;
    }
}
