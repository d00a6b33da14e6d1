// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.SetMultimap;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
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
import org.navette.app.settings.SettingKey;
import org.navette.app.settings.SettingValues;
import org.navette.app.settings.SettingsProblem;
import org.navette.app.text.EnumNames;
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
    JsonObject status(CommandRequest asked) throws StoreException {
        SetMultimap<String, FolderPath> byFolder = HashMultimap.create();
        Map<String, FolderPath> places = new LinkedHashMap<>();
        Map<String, Path> roots = FolderPath.roots(service);
        for (String path : asked.list("paths")) {
            Optional<FolderPath> place = FolderPath.find(roots, path).filter(found -> !isOurs(found.path()));
            place.ifPresent(found -> {
                places.put(path, found);
                byFolder.put(found.folder(), found);
            });
        }
        Map<FolderPath, String> emblems = new HashMap<>();
        for (String folder : byFolder.keySet()) {
            emblems.putAll(emblems(folder, byFolder.get(folder)));
        }
        JsonArray files = new JsonArray();
        places.forEach((path, place) -> {
            String emblem = emblems.getOrDefault(place, "waiting");
            JsonObject file = new JsonObject();
            file.addProperty("path", path);
            file.addProperty("status", emblem);
            file.addProperty("sentence", asked.messages().text("emblem." + emblem));
            files.add(file);
        });
        JsonObject result = new JsonObject();
        result.add("files", files);
        return result;
    }

    private static boolean isOurs(RelativePath path) {
        return IgnoredEntries.isOwn(path);
    }

    private Map<FolderPath, String> emblems(String name, Set<FolderPath> places) throws StoreException {
        Map<FolderPath, String> emblems = new HashMap<>();
        Optional<SyncFolder> folder = folder(name);
        if (folder.isPresent()) {
            Set<RelativePath> paths = places.stream().map(FolderPath::path).collect(Collectors.toSet());
            Map<RelativePath, Emblem> found = folder.get().emblems(paths);
            places.forEach(place -> {
                Emblem emblem = found.getOrDefault(place.path(), Emblem.WAITING);
                emblems.put(place, EnumNames.of(emblem));
            });
        }
        return emblems;
    }

    private Optional<SyncFolder> folder(String name) {
        return service.runs().stream()
                .filter(run -> run.name().equals(name))
                .findFirst()
                .flatMap(FolderRun::folder);
    }

    JsonObject address(CommandRequest asked) throws CommandRefusedException {
        FolderPath place = FolderPath.of(service, asked, asked.required("path"));
        SyncFolder folder = folder(place.folder()).orElseThrow(() -> asked.refusal("control.notRunning"));
        JsonObject result = new JsonObject();
        result.addProperty("address", folder.address(place.path()));
        return result;
    }

    /** A link by which anybody can see an entry. */
    JsonObject link(CommandRequest asked) throws CommandRefusedException, StoreException, IOException {
        FolderPath place = FolderPath.of(service, asked, asked.required("path"));
        Account account = service.account(place.folder()).orElseThrow(() -> asked.refusal("ui.state.password"));
        try {
            JsonObject result = new JsonObject();
            result.addProperty("link", PublicLinks.make(account, place.path()).toString());
            return result;
        } catch (StoreException e) {
            if (e.failure() instanceof Failure.Forbidden) {
                throw asked.refusal("link.refused");
            }
            throw e;
        }
    }

    JsonObject versions(CommandRequest asked) throws CommandRefusedException, StoreException {
        FolderPath place = FolderPath.of(service, asked, asked.required("path"));
        JsonArray versions = new JsonArray();
        for (Version version : kept(place).list(place.path())) {
            JsonObject entry = new JsonObject();
            entry.addProperty("path", version.path().value());
            entry.addProperty("until", version.until().toString());
            entry.addProperty("bytes", version.size());
            entry.addProperty("file", version.file().toString());
            versions.add(entry);
        }
        JsonObject result = new JsonObject();
        result.add("versions", versions);
        return result;
    }

    private static PreviousVersions kept(FolderPath place) throws StoreException {
        return PreviousVersions.of(place.root(), Clock.systemDefaultZone());
    }

    /** Brings one version back, named by what {@code file-versions} says of it; what is there now is kept as another. */
    JsonObject restore(CommandRequest asked) throws CommandRefusedException, StoreException {
        FolderPath place = FolderPath.of(service, asked, asked.required("path"));
        String until = asked.required("until");
        PreviousVersions kept = kept(place);
        for (Version version : kept.list(place.path())) {
            if (version.path().equals(place.path())
                    && version.until().toString().equals(until)) {
                kept.restore(version);
                JsonObject result = new JsonObject();
                result.addProperty("path", version.path().value());
                return result;
            }
        }
        throw asked.refusal("restore.notThen", until);
    }

    /** Leaves a file or a folder out from now on, on this computer; nothing is deleted anywhere. */
    JsonObject leaveOut(CommandRequest asked) throws CommandRefusedException, SettingsProblem.Found, IOException {
        FolderPath place = FolderPath.of(service, asked, asked.required("path"));
        SettingValues folder = service.settings().folder(place.folder()).orElse(SettingValues.NONE);
        if (folder.origin(SettingKey.EXCLUDE) == SettingValues.Origin.LOCKED
                || place.path().isRoot()) {
            throw asked.refusal("control.locked", "folder." + place.folder() + ".exclude");
        }
        boolean isFolder = Files.isDirectory(place.root().resolve(place.path().value()));
        String pattern = IgnoredEntries.pattern(place.path(), isFolder);
        List<String> patterns = new ArrayList<>(folder.list(SettingKey.EXCLUDE));
        if (!patterns.contains(pattern)) {
            patterns.add(pattern);
            service.file().set(SettingKey.EXCLUDE, place.folder(), String.join("\n", patterns));
            service.reload();
        }
        JsonObject result = new JsonObject();
        result.addProperty("folder", place.folder());
        result.addProperty("pattern", pattern);
        return result;
    }
}
