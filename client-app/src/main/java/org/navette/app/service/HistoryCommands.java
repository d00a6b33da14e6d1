// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.settings.SettingValues;
import org.navette.app.text.ActivityLines;
import org.navette.engine.pass.PreviousVersions;
import org.navette.engine.pass.PreviousVersions.Version;
import org.navette.engine.port.Records;
import org.navette.engine.port.Records.Activity;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/** What was done, taking it back, and what left this machine. */
final class HistoryCommands {
    private static final int USUAL = 50;
    private static final int MOST = 10_000;
    /** What keeps a version of what was there before. */
    private static final Set<String> UNDOABLE = Set.of("trashed", "downloaded");

    /** A version was kept right before the activity was noted. */
    private static final Duration TOGETHER = Duration.ofMinutes(2);

    private final Service service;

    HistoryCommands(Service service) {
        this.service = service;
    }

    JsonObject log(CommandRequest asked) throws CommandRefusedException, StoreException {
        int most = Math.clamp(asked.number("most", USUAL), 1, MOST);
        ActivityLines lines = new ActivityLines(asked.messages());
        JsonArray all = new JsonArray();
        for (Activity activity : service.records()
                .find(new Records.Query(asked.text("name"), asked.text("what"), asked.number("after", 0), most))) {
            JsonObject entry = about(activity, lines);
            entry.addProperty("undo", before(activity).isPresent());
            all.add(entry);
        }
        JsonObject result = new JsonObject();
        result.add("activities", all);
        return result;
    }

    static JsonObject about(Activity activity, ActivityLines lines) {
        JsonObject entry = new JsonObject();
        entry.addProperty("id", activity.id());
        entry.addProperty("at", activity.at().toString());
        entry.addProperty("folder", activity.folder());
        entry.addProperty("what", activity.what());
        entry.addProperty("path", activity.path());
        if (!activity.other().equals(activity.path())) {
            entry.addProperty("to", activity.other());
        }
        entry.addProperty("bytes", activity.bytes());
        entry.addProperty("sentence", lines.of(activity));
        if (activity.what().equals("locked") && !activity.detail().isEmpty()) {
            entry.addProperty("holder", activity.detail());
        }
        return entry;
    }

    JsonObject undo(CommandRequest asked) throws CommandRefusedException, StoreException {
        long id = asked.number("id", 0);
        Activity activity = service.records().get(id).orElseThrow(() -> asked.refusal("undo.none", String.valueOf(id)));
        Version version = before(activity).orElseThrow(() -> asked.refusal("undo.impossible", activity.path()));
        versions(activity).orElseThrow().restore(version);
        JsonObject result = new JsonObject();
        result.addProperty("path", activity.path());
        result.addProperty("folder", activity.folder());
        return result;
    }

    private Optional<PreviousVersions> versions(Activity activity) throws StoreException {
        Optional<SettingValues> folder = service.settings().folder(activity.folder());
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        Path root = PairSettingsFactory.root(folder.get());
        return Optional.of(PreviousVersions.of(root, Clock.systemDefaultZone()));
    }

    /** What was there before; absent if nothing was, or it is not kept any more. */
    private Optional<Version> before(Activity activity) throws StoreException {
        if (!UNDOABLE.contains(activity.what())) {
            return Optional.empty();
        }
        Optional<PreviousVersions> versions = versions(activity);
        if (versions.isEmpty()) {
            return Optional.empty();
        }
        RelativePath path = RelativePath.of(activity.path());
        Instant at = activity.at();
        return versions.get().list(path).stream()
                .filter(version -> version.path().equals(path)
                        && !version.until().isAfter(at)
                        && version.until().isAfter(at.minus(TOGETHER)))
                .findFirst();
    }

    JsonObject traffic(CommandRequest asked) throws StoreException {
        JsonArray all = new JsonArray();
        for (Records.Traffic line : service.records().traffic()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("day", line.day().toString());
            entry.addProperty("server", line.server());
            entry.addProperty("method", line.method());
            entry.addProperty("purpose", asked.messages().textOr("traffic." + line.method(), ""));
            entry.addProperty("requests", line.requests());
            entry.addProperty("sent", line.sent());
            entry.addProperty("received", line.received());
            all.add(entry);
        }
        JsonObject result = new JsonObject();
        result.add("traffic", all);
        return result;
    }
}
