// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.SetMultimap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.FileCommand;
import org.navette.app.api.FileCommand.FileReply;
import org.navette.app.settings.SettingKey;
import org.navette.app.settings.SettingValues;
import org.navette.app.settings.SettingsProblem;
import org.navette.app.text.EnumNames;
import org.navette.app.text.Messages;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.PublicLinks;
import org.navette.engine.pass.IgnoredEntries;
import org.navette.engine.pass.PreviousVersions;
import org.navette.engine.pass.PreviousVersions.Version;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.navette.engine.schedule.Emblem;
import org.navette.engine.schedule.SyncFolder;
import org.navette.engine.tree.RelativePath;

/** What file managers ask about files, and do with them. */
final class FileCommands {
    private final Service service;

    FileCommands(Service service) {
        this.service = service;
    }

    /** An emblem for each path that is in a synced folder. */
    FileCommand.FilesReply status(FileCommand.FileStatus asked, Messages messages) throws StoreException {
        SetMultimap<String, FolderPath> byFolder = HashMultimap.create();
        Map<String, FolderPath> places = new LinkedHashMap<>();
        Map<String, Path> roots = FolderPath.roots(service);
        for (String path : asked.paths()) {
            Optional<FolderPath> place = FolderPath.find(roots, path).filter(found -> !isOurs(found.path()));
            place.ifPresent(found -> {
                places.put(path, found);
                byFolder.put(found.folder(), found);
            });
        }
        Map<FolderPath, Emblem> emblems = new HashMap<>();
        for (String folder : byFolder.keySet()) {
            emblems.putAll(emblems(folder, byFolder.get(folder)));
        }
        List<FileReply> files = new ArrayList<>();
        places.forEach((path, place) -> {
            Emblem emblem = emblems.getOrDefault(place, Emblem.WAITING);
            files.add(new FileReply(path, emblem, messages.text("emblem." + EnumNames.of(emblem))));
        });
        return new FileCommand.FilesReply(files);
    }

    private static boolean isOurs(RelativePath path) {
        return IgnoredEntries.isOwn(path);
    }

    private Map<FolderPath, Emblem> emblems(String name, Set<FolderPath> places) throws StoreException {
        Map<FolderPath, Emblem> emblems = new HashMap<>();
        Optional<SyncFolder> folder = folder(name);
        if (folder.isPresent()) {
            Set<RelativePath> paths = places.stream().map(FolderPath::path).collect(Collectors.toSet());
            Map<RelativePath, Emblem> found = folder.get().emblems(paths);
            places.forEach(place -> emblems.put(place, found.getOrDefault(place.path(), Emblem.WAITING)));
        }
        return emblems;
    }

    private Optional<SyncFolder> folder(String name) {
        return service.runs().stream()
                .filter(run -> run.name().equals(name))
                .findFirst()
                .flatMap(FolderRun::folder);
    }

    FileCommand.AddressReply address(FileCommand.FileAddress asked, Messages messages) throws CommandRefusedException {
        FolderPath place = FolderPath.of(service, asked.path(), messages);
        SyncFolder folder = folder(place.folder()).orElseThrow(() -> Refusal.of(messages, "control.notRunning"));
        return new FileCommand.AddressReply(folder.address(place.path()));
    }

    /** A link by which anybody can see an entry. */
    FileCommand.LinkReply link(FileCommand.FileLink asked, Messages messages)
            throws CommandRefusedException, StoreException, IOException {
        FolderPath place = FolderPath.of(service, asked.path(), messages);
        Account account = service.account(place.folder()).orElseThrow(() -> Refusal.of(messages, "ui.state.password"));
        try {
            return new FileCommand.LinkReply(
                    PublicLinks.make(account, place.path()).toString());
        } catch (StoreException e) {
            if (e.failure() instanceof Failure.Forbidden) {
                throw Refusal.of(messages, "link.refused");
            }
            throw e;
        }
    }

    FileCommand.VersionsReply versions(FileCommand.FileVersions asked, Messages messages)
            throws CommandRefusedException, StoreException {
        FolderPath place = FolderPath.of(service, asked.path(), messages);
        return new FileCommand.VersionsReply(kept(place).list(place.path()).stream()
                .map(version -> new FileCommand.VersionReply(
                        version.path().value(), version.until(), version.size(), version.file()))
                .toList());
    }

    private static PreviousVersions kept(FolderPath place) throws StoreException {
        return PreviousVersions.of(place.root(), Clock.systemDefaultZone());
    }

    /** Brings one version back, named by what {@code file-versions} says of it; what is there now is kept as another. */
    FileCommand.RestoredReply restore(FileCommand.FileRestore asked, Messages messages)
            throws CommandRefusedException, StoreException {
        FolderPath place = FolderPath.of(service, asked.path(), messages);
        PreviousVersions kept = kept(place);
        for (Version version : kept.list(place.path())) {
            if (version.path().equals(place.path())
                    && version.until().toString().equals(asked.until())) {
                kept.restore(version);
                return new FileCommand.RestoredReply(version.path().value());
            }
        }
        throw Refusal.of(messages, "restore.notThen", asked.until());
    }

    /** Leaves a file or a folder out from now on, on this computer; nothing is deleted anywhere. */
    FileCommand.IgnoredReply leaveOut(FileCommand.LeaveOut asked, Messages messages)
            throws CommandRefusedException, SettingsProblem.Found, IOException {
        FolderPath place = FolderPath.of(service, asked.path(), messages);
        SettingValues folder = service.settings().folder(place.folder()).orElse(SettingValues.NONE);
        if (folder.origin(SettingKey.EXCLUDE) == SettingValues.Origin.LOCKED
                || place.path().isRoot()) {
            throw Refusal.of(messages, "control.locked", "folder." + place.folder() + ".exclude");
        }
        boolean isFolder = Files.isDirectory(place.root().resolve(place.path().value()));
        String pattern = IgnoredEntries.pattern(place.path(), isFolder);
        List<String> patterns = new ArrayList<>(folder.list(SettingKey.EXCLUDE));
        if (!patterns.contains(pattern)) {
            patterns.add(pattern);
            service.file().set(SettingKey.EXCLUDE, place.folder(), String.join("\n", patterns));
            service.reload();
        }
        return new FileCommand.IgnoredReply(place.folder(), pattern);
    }
}
