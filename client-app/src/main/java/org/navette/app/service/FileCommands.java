// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.navette.app.control.Refusal;
import org.navette.app.settings.Complaint;
import org.navette.app.settings.Key;
import org.navette.app.settings.Values;
import org.navette.app.text.EnumNames;
import org.navette.engine.life.SyncFolder;
import org.navette.engine.port.StoreException;
import org.navette.engine.sync.PreviousVersions;
import org.navette.engine.sync.PreviousVersions.Version;

/** What file managers ask about files, and do with them. */
final class FileCommands {
    private final Service service;

    FileCommands(Service service) {
        this.service = service;
    }

    /** An emblem for each path that is in a synced folder. */
    JsonObject status(Asked asked) throws StoreException {
        JsonArray files = new JsonArray();
        for (String path : asked.list("paths")) {
            Optional<String> emblem = emblem(asked, path);
            if (emblem.isPresent()) {
                JsonObject file = new JsonObject();
                file.addProperty("path", path);
                file.addProperty("status", emblem.get());
                file.addProperty("sentence", asked.messages().text("emblem." + emblem.get()));
                files.add(file);
            }
        }
        JsonObject result = new JsonObject();
        result.add("files", files);
        return result;
    }

    private Optional<String> emblem(Asked asked, String path) throws StoreException {
        try {
            FolderPath place = FolderPath.of(service, asked, path);
            if (place.path().value().equals(".navette") || place.path().value().startsWith(".navette/")) {
                return Optional.empty();
            }
            Optional<SyncFolder> folder = folder(place);
            return folder.isEmpty()
                    ? Optional.of("waiting")
                    : Optional.of(EnumNames.of(folder.get().emblem(place.path())));
        } catch (Refusal notInAny) {
            return Optional.empty();
        }
    }

    private Optional<SyncFolder> folder(FolderPath place) {
        return service.runs().stream()
                .filter(run -> run.name().equals(place.folder()))
                .findFirst()
                .flatMap(FolderRun::folder);
    }

    JsonObject address(Asked asked) throws Refusal {
        FolderPath place = FolderPath.of(service, asked, asked.required("path"));
        SyncFolder folder = folder(place).orElseThrow(() -> asked.refusal("control.notRunning"));
        JsonObject result = new JsonObject();
        result.addProperty("address", folder.address(place.path()));
        return result;
    }

    JsonObject versions(Asked asked) throws Refusal, StoreException {
        FolderPath place = FolderPath.of(service, asked, asked.required("path"));
        JsonArray versions = new JsonArray();
        for (Version version :
                PreviousVersions.of(place.root(), Clock.systemDefaultZone()).list(place.path())) {
            JsonObject entry = new JsonObject();
            entry.addProperty("path", version.path().value());
            entry.addProperty("until", version.until().toString());
            entry.addProperty("bytes", version.size());
            versions.add(entry);
        }
        JsonObject result = new JsonObject();
        result.add("versions", versions);
        return result;
    }

    /** Leaves a file or a folder out from now on, on this computer; nothing is deleted anywhere. */
    JsonObject leaveOut(Asked asked) throws Refusal, Complaint.Found, IOException {
        FolderPath place = FolderPath.of(service, asked, asked.required("path"));
        Values folder = service.settings().folder(place.folder()).orElse(Values.NONE);
        if (folder.origin(Key.EXCLUDE) == Values.Origin.LOCKED || place.path().isRoot()) {
            throw asked.refusal("control.locked", "folder." + place.folder() + ".exclude");
        }
        boolean isFolder = Files.isDirectory(place.root().resolve(place.path().value()));
        String pattern = "/" + escaped(place.path().value()) + (isFolder ? "/" : "");
        List<String> patterns = new ArrayList<>(folder.list(Key.EXCLUDE));
        if (!patterns.contains(pattern)) {
            patterns.add(pattern);
            service.file().set(Key.EXCLUDE, place.folder(), String.join("\n", patterns));
            service.reload();
        }
        JsonObject result = new JsonObject();
        result.addProperty("folder", place.folder());
        result.addProperty("pattern", pattern);
        return result;
    }

    /** What means something in a pattern is meant as it is. */
    private static String escaped(String path) {
        return path.replaceAll("([\\\\*?\\[\\]])", "\\\\$1").replaceAll(" $", "\\\\ ");
    }
}
