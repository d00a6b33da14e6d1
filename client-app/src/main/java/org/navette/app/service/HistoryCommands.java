// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.navette.app.api.ActivityReply;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.HistoryCommand;
import org.navette.app.settings.SettingValues;
import org.navette.app.text.ActivityLines;
import org.navette.app.text.Messages;
import org.navette.engine.pass.PreviousVersions;
import org.navette.engine.pass.PreviousVersions.Version;
import org.navette.engine.port.Records;
import org.navette.engine.port.Records.Activity;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RelativePath;

/** What was done, taking it back, and what left this machine. */
final class HistoryCommands {
    private static final long USUAL = 50;
    private static final int MOST = 10_000;
    /** What keeps a version of what was there before. */
    private static final Set<String> UNDOABLE = Set.of("trashed", "downloaded");

    /** A version was kept right before the activity was noted. */
    private static final Duration TOGETHER = Duration.ofMinutes(2);

    private final Service service;

    HistoryCommands(Service service) {
        this.service = service;
    }

    HistoryCommand.LogReply log(HistoryCommand.Log asked, Messages messages) throws StoreException {
        int most = Math.clamp(asked.most().orElse(USUAL), 1, MOST);
        List<ActivityReply> all = new ArrayList<>();
        for (Activity activity : service.records()
                .find(new Records.Query(
                        asked.name(), asked.what(), asked.after().orElse(0L), most))) {
            all.add(reply(activity, messages, Optional.of(before(activity).isPresent())));
        }
        return new HistoryCommand.LogReply(all);
    }

    /** @param undo whether it can be undone; absent if nobody has looked */
    static ActivityReply reply(Activity activity, Messages messages, Optional<Boolean> undo) {
        return new ActivityReply(
                activity.id(),
                activity.at(),
                activity.folder(),
                activity.what(),
                activity.path(),
                Optional.of(activity.other()).filter(other -> !other.equals(activity.path())),
                activity.bytes(),
                new ActivityLines(messages).of(activity),
                Optional.of(activity.detail()).filter(detail -> activity.what().equals("locked") && !detail.isEmpty()),
                undo);
    }

    HistoryCommand.UndoneReply undo(HistoryCommand.Undo asked, Messages messages)
            throws CommandRefusedException, StoreException {
        Activity activity = service.records()
                .get(asked.id())
                .orElseThrow(() -> Refusal.of(messages, "undo.none", String.valueOf(asked.id())));
        Version version = before(activity).orElseThrow(() -> Refusal.of(messages, "undo.impossible", activity.path()));
        versions(activity)
                .orElseThrow(() -> Refusal.of(messages, "undo.impossible", activity.path()))
                .restore(version);
        return new HistoryCommand.UndoneReply(activity.path(), activity.folder());
    }

    private Optional<PreviousVersions> versions(Activity activity) throws StoreException {
        Optional<SettingValues> folder = service.settings().folder(activity.folder());
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        Path root = PairSettingsFactory.root(folder.get());
        // A folder that is not here now, as one that was moved, has no versions to show.
        return Files.isDirectory(root.resolve(".navette"))
                ? Optional.of(PreviousVersions.of(root, Clock.systemDefaultZone()))
                : Optional.empty();
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

    HistoryCommand.TrafficReply traffic(Messages messages) throws StoreException {
        return new HistoryCommand.TrafficReply(service.records().traffic().stream()
                .map(line -> new HistoryCommand.TrafficLine(
                        line.day(),
                        line.server(),
                        line.method(),
                        messages.textOr("traffic." + line.method(), ""),
                        line.requests(),
                        line.sent(),
                        line.received()))
                .toList());
    }
}
