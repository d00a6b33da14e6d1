// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.keyring.Passwords;
import org.navette.app.settings.SettingKey;
import org.navette.app.settings.SettingKey.Section;
import org.navette.app.settings.SettingValues;
import org.navette.app.settings.Settings;
import org.navette.app.settings.SettingsProblem;
import org.navette.app.text.EnumNames;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Sentences;
import org.navette.engine.dav.ShareAddress;
import org.navette.engine.pass.FolderPair;
import org.navette.engine.pass.LocalRemoval;
import org.navette.engine.pass.Unlink;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.navette.engine.schedule.FolderState;
import org.navette.engine.schedule.SyncFolder;
import org.navette.engine.tree.RelativePath;

/** Takes a folder out of the settings, and its local files away where that is asked for and proven to lose nothing. */
final class FolderRemoval {
    /** So many of what was kept are named; the rest is counted. */
    private static final int MOST_NAMED = 1000;

    private final Service service;

    FolderRemoval(Service service) {
        this.service = service;
    }

    JsonObject remove(CommandRequest asked)
            throws CommandRefusedException, StoreException, SettingsProblem.Found, IOException {
        String name = asked.required("name");
        SettingValues folder =
                service.settings().folder(name).orElseThrow(() -> asked.refusal("control.noFolder", name));
        if (folder.isPreset(SettingKey.LOCAL)) {
            throw asked.refusal("control.locked", "folder." + name);
        }
        boolean deleteLocal = asked.yes("deleteLocal");
        boolean unsynced = asked.yes("deleteUnsynced");
        if (unsynced && !deleteLocal) {
            throw asked.refusal("remove.unsyncedAlone");
        }
        Set<RelativePath> held = held(name);
        service.suspend(name);
        try {
            Optional<LocalRemoval.Report> report = deleteLocal
                    ? Optional.of(deleteHere(asked, name, folder, new LocalRemoval.Options(unsynced, held)))
                    : Optional.empty();
            JsonObject result = forget(name, folder, deleteLocal);
            report.ifPresent(done -> tell(asked, done, result));
            service.reload();
            return result;
        } finally {
            service.release(name);
        }
    }

    private Set<RelativePath> held(String name) {
        return service.runs().stream()
                .filter(run -> run.name().equals(name))
                .map(run -> run.status().state())
                .filter(FolderState.NeedsDecision.class::isInstance)
                .map(state -> ((FolderState.NeedsDecision) state).question())
                .filter(FolderState.Question.Deletions.class::isInstance)
                .map(question -> Set.copyOf(((FolderState.Question.Deletions) question).paths()))
                .findFirst()
                .orElse(Set.of());
    }

    /** @throws CommandRefusedException if the server cannot be asked, or was lost on the way: the folder stays in the settings then */
    private LocalRemoval.Report deleteHere(
            CommandRequest asked, String name, SettingValues folder, LocalRemoval.Options options)
            throws CommandRefusedException, IOException {
        LocalRemoval.Report report;
        try (FolderPair pair = open(name)) {
            report = pair.removeLocal(options);
        } catch (StoreException e) {
            throw refusal(asked, "remove.nothingDeleted", name, 0, e.failure(), e);
        }
        if (report.halted().isPresent()) {
            throw refusal(
                    asked,
                    "remove.halted",
                    name,
                    report.deleted(),
                    report.halted().get(),
                    new IOException("halted in " + PairSettingsFactory.root(folder)));
        }
        return report;
    }

    private FolderPair open(String name) throws StoreException, IOException {
        Optional<SyncFolder.Settings> settings = service.pair(name);
        if (settings.isEmpty()) {
            throw new StoreException(new Failure.CredentialsRefused(false));
        }
        return FolderPair.open(settings.get().pair(), event -> {});
    }

    private static CommandRefusedException refusal(
            CommandRequest asked, String key, String name, int deleted, Failure failure, Exception cause) {
        String why = new Sentences(asked.messages()).of(failure);
        CommandRefusedException refusal =
                new CommandRefusedException(asked.messages().text(key, name, why, deleted), ExitCode.of(failure));
        refusal.initCause(cause);
        return refusal;
    }

    private JsonObject forget(String name, SettingValues folder, boolean emptyFolder)
            throws StoreException, SettingsProblem.Found, IOException {
        Settings settings = service.settings();
        String accountName = folder.text(SettingKey.ACCOUNT).orElse("");
        SettingValues account = settings.account(accountName).orElse(SettingValues.NONE);
        ShareAddress address = PairSettingsFactory.address(account, folder);
        boolean there = Unlink.forget(service.home(), PairSettingsFactory.root(folder), address, emptyFolder);
        service.file().remove(Section.FOLDER, name);
        service.records().forget(name);
        boolean last = settings.folders().entrySet().stream()
                .noneMatch(other -> !other.getKey().equals(name)
                        && other.getValue().text(SettingKey.ACCOUNT).equals(Optional.of(accountName)));
        if (last) {
            forgetAccount(accountName, account, address);
        }
        JsonObject result = new JsonObject();
        result.addProperty("name", name);
        result.addProperty("accountRemoved", last);
        result.addProperty("localDeleted", emptyFolder && !there);
        return result;
    }

    private void forgetAccount(String name, SettingValues account, ShareAddress address)
            throws SettingsProblem.Found, IOException, StoreException {
        service.file().remove(Section.ACCOUNT, name);
        service.records().forgetServer(address.base().getAuthority());
        if (account.text(SettingKey.USER).isPresent()) {
            new Passwords(service.home())
                    .remove(address.base(), account.text(SettingKey.USER).get());
        }
    }

    private static void tell(CommandRequest asked, LocalRemoval.Report report, JsonObject result) {
        result.addProperty("deleted", report.deleted());
        result.addProperty("keptCount", report.kept().size());
        result.addProperty("versionsKept", report.versionsKept());
        JsonArray kept = new JsonArray();
        List<LocalRemoval.Kept> named =
                report.kept().subList(0, Math.min(MOST_NAMED, report.kept().size()));
        for (LocalRemoval.Kept entry : named) {
            JsonObject told = new JsonObject();
            told.addProperty("path", entry.where());
            told.addProperty("why", EnumNames.of(entry.why()));
            told.addProperty("sentence", asked.messages().text("kept." + entry.why()));
            kept.add(told);
        }
        result.add("kept", kept);
    }
}
