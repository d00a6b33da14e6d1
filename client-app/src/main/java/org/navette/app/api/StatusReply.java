// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

import java.util.List;
import java.util.Optional;

/**
 * How everything is.
 *
 * @param running whether folders are being synced; otherwise only the settings were read
 * @param complaint what is wrong with the settings; absent if they can be used
 * @param update absent if nobody is asked about newer versions
 */
public record StatusReply(
        boolean running, List<FolderReply> folders, Optional<UpdateReply> update, Optional<String> complaint)
        implements Reply {
    public StatusReply {
        folders = List.copyOf(folders);
    }
}
