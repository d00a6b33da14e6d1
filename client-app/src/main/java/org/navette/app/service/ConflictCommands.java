// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.ConflictCommand;
import org.navette.app.api.ConflictReply;
import org.navette.app.settings.SettingValues;
import org.navette.app.text.Messages;
import org.navette.engine.dav.ShareAddress;
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
                all.addAll(of(service, folder.getKey(), root));
            }
        }
        return new ConflictCommand.ConflictsReply(all);
    }

    /** Those of one folder pair; one whose account has no address that can be one was never synced. */
    static List<ConflictReply> of(Service service, String folder, Path root) throws StoreException {
        Optional<Conflicts> conflicts = conflicts(service, folder, root);
        if (conflicts.isEmpty()) {
            return List.of();
        }
        return conflicts.get().list().stream()
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
            conflicts(service, place.folder(), place.root())
                    .orElseThrow(() -> Refusal.of(messages, "conflicts.none", asked.path()))
                    .settle(place.path(), asked.choice());
        } catch (StoreException e) {
            if (e.failure() instanceof Failure.Missing) {
                throw Refusal.of(messages, "conflicts.none", asked.path());
            }
            throw e;
        }
        service.run(place.folder()).ifPresent(FolderRun::resolved);
        return new ConflictCommand.ResolvedReply(place.folder(), place.path().value());
    }

    private static Optional<Conflicts> conflicts(Service service, String folder, Path root) throws StoreException {
        Optional<ShareAddress> address = PairSettingsFactory.address(service.settings(), folder);
        return address.isEmpty()
                ? Optional.empty()
                : Optional.of(Conflicts.of(service.home(), root, address.get(), Clock.systemDefaultZone()));
    }
}
