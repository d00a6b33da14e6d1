// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.navette.app.api.AccountCommand;
import org.navette.app.api.Command;
import org.navette.app.api.CommandCatalog;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.ConflictCommand;
import org.navette.app.api.Event;
import org.navette.app.api.FileCommand;
import org.navette.app.api.FolderCommand;
import org.navette.app.api.FolderReply;
import org.navette.app.api.HistoryCommand;
import org.navette.app.api.NavetteApi;
import org.navette.app.api.Reply;
import org.navette.app.api.SettingsCommand;
import org.navette.app.api.ShowWindow;
import org.navette.app.api.Status;
import org.navette.app.api.StatusReply;
import org.navette.app.settings.SettingsProblem;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;
import org.navette.app.text.Sentences;
import org.navette.app.text.SettingsProblemSentences;
import org.navette.engine.port.StoreException;

/** Everything that can be asked of Navette, running or not; docs/control-protocol.md lists it. */
public final class Commands implements NavetteApi {
    private final Service service;
    private final FolderCommands folders;
    private final FolderRemoval removal;
    private final SettingsCommands settings;
    private final ConflictCommands conflicts;
    private final HistoryCommands history;
    private final FileCommands files;
    private final AccountCommands accounts;
    private final SpaceCommands space;

    /** @param service started, or with its settings read */
    public Commands(Service service) {
        this.service = service;
        this.folders = new FolderCommands(service);
        this.removal = new FolderRemoval(service);
        this.settings = new SettingsCommands(service);
        this.conflicts = new ConflictCommands(service);
        this.history = new HistoryCommands(service);
        this.files = new FileCommands(service);
        this.accounts = new AccountCommands(service);
        this.space = new SpaceCommands(service);
    }

    @Override
    public <R extends Reply> R run(Command<R> command, Locale language) throws CommandRefusedException {
        Messages messages = new Messages(language);
        try {
            return CommandCatalog.of(command).reply().cast(answer(command, messages));
        } catch (StoreException e) {
            throw refusal(new Sentences(messages).of(e.failure()), ExitCode.of(e.failure()), e);
        } catch (SettingsProblem.Found e) {
            throw refusal(new SettingsProblemSentences(messages).of(e.complaints()), ExitCode.USAGE, e);
        } catch (IOException e) {
            throw refusal(messages.text("control.disk", String.valueOf(e.getMessage())), ExitCode.SOME_NOT_SYNCED, e);
        }
    }

    private static CommandRefusedException refusal(String sentence, int exitCode, Exception cause) {
        CommandRefusedException refusal = new CommandRefusedException(sentence, exitCode);
        refusal.initCause(cause);
        return refusal;
    }

    private Reply answer(Command<?> command, Messages messages)
            throws CommandRefusedException, StoreException, SettingsProblem.Found, IOException {
        return switch (command) {
            case Status asked -> status(asked, messages);
            case FolderCommand.Add asked -> folders.add(asked, messages);
            case FolderCommand.Remove asked -> removal.remove(asked, messages);
            case FolderCommand.Pause asked -> folders.pause(asked, messages);
            case FolderCommand.Resume asked -> folders.resume(asked, messages);
            case FolderCommand.SyncNow asked -> folders.syncNow(asked, messages);
            case FolderCommand.Signed asked -> folders.signed(asked, messages);
            case FolderCommand.Space asked -> space.byFolder(asked, messages);
            case FolderCommand.LeftOut asked -> space.leftOut(asked, messages);
            case SettingsCommand.ListSettings asked -> settings.list(asked, messages);
            case SettingsCommand.Set asked -> settings.set(asked, messages);
            case ConflictCommand.ListConflicts asked -> conflicts.list(asked);
            case ConflictCommand.ResolveConflict asked -> conflicts.resolve(asked, messages);
            case HistoryCommand.Log asked -> history.log(asked, messages);
            case HistoryCommand.Undo asked -> history.undo(asked, messages);
            case HistoryCommand.Traffic asked -> history.traffic(messages);
            case FileCommand.FileStatus asked -> files.status(asked, messages);
            case FileCommand.FileAddress asked -> files.address(asked, messages);
            case FileCommand.FileLink asked -> files.link(asked, messages);
            case FileCommand.FileVersions asked -> files.versions(asked, messages);
            case FileCommand.FileRestore asked -> files.restore(asked, messages);
            case FileCommand.LeaveOut asked -> files.leaveOut(asked, messages);
            case AccountCommand.About asked -> accounts.about(asked, messages);
            case AccountCommand.Examine asked -> accounts.examine(asked, messages);
            // Who has a window answers this before it comes here.
            case ShowWindow asked -> throw Refusal.of(messages, "tray.none");
        };
    }

    private StatusReply status(Status asked, Messages messages) {
        StatusReplies replies = new StatusReplies(service.settings(), messages);
        List<FolderReply> all = service.isStarted()
                ? service.runs().stream()
                        .map(run -> replies.of(run.name(), run.values(), run.status(), asked.names()))
                        .toList()
                : service.settings().folders().entrySet().stream()
                        .map(folder -> replies.of(folder.getKey(), folder.getValue()))
                        .toList();
        Optional<String> complaint = service.complaints().isEmpty()
                ? Optional.empty()
                : Optional.of(new SettingsProblemSentences(messages).of(service.complaints()));
        return new StatusReply(service.isStarted(), all, service.update(messages), complaint);
    }

    @Override
    public AutoCloseable subscribe(Locale language, Consumer<Event> events) {
        Messages messages = new Messages(language);
        return service.listen(change -> events.accept(event(change, messages)));
    }

    private Event event(ServiceChange change, Messages messages) {
        return switch (change) {
            case ServiceChange.StatusChanged(var name, var values, var status) ->
                new Event.Status(new StatusReplies(service.settings(), messages).of(name, values, status, false));
            case ServiceChange.FolderRemoved(var name) -> new Event.Removed(name);
            case ServiceChange.ActivityNoted(var activity) ->
                new Event.Activity(HistoryCommands.reply(activity, messages, Optional.empty()));
            case ServiceChange.ConflictsChanged(var folder, var now) -> new Event.Conflicts(folder, now);
            case ServiceChange.UpdateKnown() -> new Event.Update(service.update(messages));
            case ServiceChange.SettingsChanged() -> new Event.SettingsChanged();
        };
    }
}
