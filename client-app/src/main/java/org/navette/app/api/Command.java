// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

/**
 * Something that can be asked of Navette: a record whose components are the arguments docs/control-protocol.md names.
 *
 * @param <R> what it answers
 */
public sealed interface Command<R extends Reply>
        permits AccountCommand,
                ConflictCommand,
                FileCommand,
                FolderCommand,
                HistoryCommand,
                SettingsCommand,
                ShowWindow,
                Status {}
