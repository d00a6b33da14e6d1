// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.ConflictCommand;
import org.navette.app.api.ConflictReply;
import org.navette.app.settings.SettingValues;
import org.navette.app.text.Messages;
import org.navette.engine.pass.Conflicts;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;

/** Two versions of one file, and which is to stay. */
final class ConflictCommands {
    private final Service service;

    ConflictCommands(Service service) {
        this.service = service;
    }

    ConflictCommand.ConflictsReply list(ConflictCommand.ListConflicts asked) throws StoreException {
        List<ConflictReply> all = new ArrayList<>();
        for (Map.Entry<String, SettingValues> folder :
                service.settings().folders().entrySet()) {
            Path root = PairSettingsFactory.root(folder.getValue());
            boolean wanted = asked.name().map(folder.getKey()::equals).orElse(true);
            if (wanted && Files.isDirectory(root.resolve(".navette"))) {
                all.addAll(of(folder.getKey(), root));
            }
        }
        return new ConflictCommand.ConflictsReply(all);
    }

    /** Those of one folder pair. */
    static List<ConflictReply> of(String folder, Path root) throws StoreException {
        return Conflicts.of(root, Clock.systemDefaultZone()).list().stream()
                .map(conflict -> new ConflictReply(
                        folder,
                        conflict.copy().value(),
                        conflict.original().value(),
                        conflict.device(),
                        conflict.when(),
                        conflict.size(),
                        conflict.originalSize(),
                        root.resolve(conflict.copy().value()),
                        root.resolve(conflict.original().value())))
                .toList();
    }

    ConflictCommand.ResolvedReply resolve(ConflictCommand.ResolveConflict asked, Messages messages)
            throws CommandRefusedException, StoreException {
        FolderPath place = FolderPath.of(service, asked.path(), messages);
        if (place.path().isRoot()) {
            throw Refusal.of(messages, "conflicts.none", asked.path());
        }
        try {
            Conflicts.of(place.root(), Clock.systemDefaultZone()).settle(place.path(), asked.choice());
        } catch (StoreException e) {
            if (e.failure() instanceof Failure.Missing) {
                throw Refusal.of(messages, "conflicts.none", asked.path());
            }
            throw e;
        }
        service.run(place.folder()).ifPresent(FolderRun::resolved);
        return new ConflictCommand.ResolvedReply(place.folder(), place.path().value());
    }
}
