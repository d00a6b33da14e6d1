// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The name of each command, as docs/control-protocol.md has it. */
public final class CommandCatalog {
    /**
     * A command.
     *
     * @param arguments the record that it is
     * @param reply the record that answers it
     */
    public record Entry<R extends Reply>(String name, Class<? extends Command<R>> arguments, Class<R> reply) {}

    private static final List<Entry<?>> ENTRIES = List.of(
            new Entry<>("status", Status.class, StatusReply.class),
            new Entry<>("add", FolderCommand.Add.class, FolderCommand.AddedReply.class),
            new Entry<>("remove", FolderCommand.Remove.class, FolderCommand.RemovedReply.class),
            new Entry<>("pause", FolderCommand.Pause.class, FolderCommand.FoldersReply.class),
            new Entry<>("resume", FolderCommand.Resume.class, FolderCommand.FoldersReply.class),
            new Entry<>("sync-now", FolderCommand.SyncNow.class, FolderCommand.FoldersReply.class),
            new Entry<>("signed", FolderCommand.Signed.class, FolderCommand.FoldersReply.class),
            new Entry<>("settings", SettingsCommand.ListSettings.class, SettingsCommand.SettingsReply.class),
            new Entry<>("set", SettingsCommand.Set.class, SettingsCommand.SettingsReply.class),
            new Entry<>("conflicts", ConflictCommand.ListConflicts.class, ConflictCommand.ConflictsReply.class),
            new Entry<>("settle", ConflictCommand.ResolveConflict.class, ConflictCommand.ResolvedReply.class),
            new Entry<>("log", HistoryCommand.Log.class, HistoryCommand.LogReply.class),
            new Entry<>("undo", HistoryCommand.Undo.class, HistoryCommand.UndoneReply.class),
            new Entry<>("traffic", HistoryCommand.Traffic.class, HistoryCommand.TrafficReply.class),
            new Entry<>("file-status", FileCommand.FileStatus.class, FileCommand.FilesReply.class),
            new Entry<>("file-address", FileCommand.FileAddress.class, FileCommand.AddressReply.class),
            new Entry<>("file-link", FileCommand.FileLink.class, FileCommand.LinkReply.class),
            new Entry<>("file-versions", FileCommand.FileVersions.class, FileCommand.VersionsReply.class),
            new Entry<>("file-restore", FileCommand.FileRestore.class, FileCommand.RestoredReply.class),
            new Entry<>("leave-out", FileCommand.LeaveOut.class, FileCommand.IgnoredReply.class),
            new Entry<>("account", AccountCommand.About.class, AccountCommand.AccountReply.class),
            new Entry<>("examine", AccountCommand.Examine.class, AccountCommand.ExaminedReply.class),
            new Entry<>("space", FolderCommand.Space.class, FolderCommand.SpaceReply.class),
            new Entry<>("left-out", FolderCommand.LeftOut.class, FolderCommand.LeftOutReply.class),
            new Entry<>("show", ShowWindow.class, DoneReply.class));

    private static final ImmutableMap<String, Entry<?>> BY_NAME = Maps.uniqueIndex(ENTRIES, Entry::name);
    private static final Map<Class<?>, Entry<?>> BY_COMMAND = Maps.uniqueIndex(ENTRIES, Entry::arguments);

    private CommandCatalog() {}

    /** All of them, in the order of the documentation. */
    public static List<Entry<?>> entries() {
        return ENTRIES;
    }

    /** Absent if there is no such command. */
    public static Optional<Entry<?>> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Of a command somebody gives. */
    @SuppressWarnings("unchecked") // each entry has the reply of its own command
    public static <R extends Reply> Entry<R> of(Command<R> command) {
        Entry<?> entry = BY_COMMAND.get(command.getClass());
        if (entry == null) {
            throw new IllegalArgumentException("no name for " + command.getClass());
        }
        return (Entry<R>) entry;
    }
}
