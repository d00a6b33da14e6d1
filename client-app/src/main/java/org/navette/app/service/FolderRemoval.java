// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.FolderCommand;
import org.navette.app.keyring.Passwords;
import org.navette.app.settings.SettingKey;
import org.navette.app.settings.SettingKey.Section;
import org.navette.app.settings.SettingValues;
import org.navette.app.settings.Settings;
import org.navette.app.settings.SettingsProblem;
import org.navette.app.text.EnumNames;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;
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

    FolderCommand.RemovedReply remove(FolderCommand.Remove asked, Messages messages)
            throws CommandRefusedException, StoreException, SettingsProblem.Found, IOException {
        String name = asked.name();
        SettingValues folder =
                service.settings().folder(name).orElseThrow(() -> Refusal.of(messages, "control.noFolder", name));
        if (folder.isPreset(SettingKey.LOCAL)) {
            throw Refusal.of(messages, "control.locked", "folder." + name);
        }
        if (asked.deleteUnsynced() && !asked.deleteLocal()) {
            throw Refusal.of(messages, "remove.unsyncedAlone");
        }
        Set<RelativePath> held = held(name);
        service.suspend(name);
        try {
            Optional<LocalRemoval.Report> report = asked.deleteLocal()
                    ? Optional.of(
                            deleteHere(messages, name, folder, new LocalRemoval.Options(asked.deleteUnsynced(), held)))
                    : Optional.empty();
            FolderCommand.RemovedReply reply =
                    forget(name, folder, asked.deleteLocal(), report.map(done -> reply(done, messages)));
            service.reload();
            return reply;
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
            Messages messages, String name, SettingValues folder, LocalRemoval.Options options)
            throws CommandRefusedException, IOException {
        LocalRemoval.Report report;
        try (FolderPair pair = open(name)) {
            report = pair.removeLocal(options);
        } catch (StoreException e) {
            throw refusal(messages, "remove.nothingDeleted", name, 0, e.failure(), e);
        }
        if (report.halted().isPresent()) {
            throw refusal(
                    messages,
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
            Messages messages, String key, String name, int deleted, Failure failure, Exception cause) {
        String why = new Sentences(messages).of(failure);
        CommandRefusedException refusal =
                new CommandRefusedException(messages.text(key, name, why, deleted), ExitCode.of(failure));
        refusal.initCause(cause);
        return refusal;
    }

    private FolderCommand.RemovedReply forget(
            String name, SettingValues folder, boolean emptyFolder, Optional<FolderCommand.LocalDeletion> deletion)
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
        return new FolderCommand.RemovedReply(name, last, emptyFolder && !there, deletion);
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

    private static FolderCommand.LocalDeletion reply(LocalRemoval.Report report, Messages messages) {
        return new FolderCommand.LocalDeletion(
                report.deleted(),
                report.kept().size(),
                report.kept().stream()
                        .limit(MOST_NAMED)
                        .map(entry -> new FolderCommand.KeptReply(
                                entry.where(), EnumNames.of(entry.why()), messages.text("kept." + entry.why())))
                        .toList(),
                report.versionsKept());
    }
}
