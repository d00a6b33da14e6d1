// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import java.util.List;
import org.navette.app.api.ConflictReply;
import org.navette.app.settings.SettingValues;
import org.navette.engine.port.Records;
import org.navette.engine.schedule.FolderStatus;

/** Something is not as it was. In no language yet: whoever listens has theirs. */
sealed interface ServiceChange {
    /** @param values what was set for the folder pair when it began */
    record StatusChanged(String name, SettingValues values, FolderStatus status) implements ServiceChange {}

    /** A folder pair is no longer in the settings. */
    record FolderRemoved(String name) implements ServiceChange {}

    record ActivityNoted(Records.Activity activity) implements ServiceChange {}

    /** @param conflicts all that the folder pair has now */
    record ConflictsChanged(String folder, List<ConflictReply> conflicts) implements ServiceChange {}

    /** Somebody was asked about newer versions, or somebody else is to be asked. */
    record UpdateKnown() implements ServiceChange {}

    /** The settings have other values, or can be used again, or no longer. */
    record SettingsChanged() implements ServiceChange {}
}
