// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.navette.engine.schedule.Emblem;

/** What is asked about single files, and done with them; paths are those of this computer. */
public sealed interface FileCommand<R extends Reply> extends Command<R> {
    /** An emblem for each path in a synced folder. */
    record FileStatus(List<String> paths) implements FileCommand<FilesReply> {
        public FileStatus {
            paths = List.copyOf(paths);
        }
    }

    /** Where it is on the server. */
    record FileAddress(String path) implements FileCommand<AddressReply> {}

    /** A link with which anyone can see it. */
    record FileLink(String path) implements FileCommand<LinkReply> {}

    /** Previous versions of a file, or of everything in a folder. */
    record FileVersions(String path) implements FileCommand<VersionsReply> {}

    /** @param until as {@link FileVersions} said it */
    record FileRestore(String path, String until) implements FileCommand<RestoredReply> {}

    /** Leaves it out on this computer from now on; nothing is deleted anywhere. */
    record LeaveOut(String path) implements FileCommand<IgnoredReply> {}

    record FilesReply(List<FileReply> files) implements Reply {
        public FilesReply {
            files = List.copyOf(files);
        }
    }

    /** @param path as it was asked about */
    record FileReply(String path, Emblem status, String sentence) {}

    record AddressReply(String address) implements Reply {}

    record LinkReply(String link) implements Reply {}

    /** Previous versions, the newest first. */
    record VersionsReply(List<VersionReply> versions) implements Reply {
        public VersionsReply {
            versions = List.copyOf(versions);
        }
    }

    /**
     * What a file was before it was replaced or removed.
     *
     * @param path in its folder
     * @param until when it was replaced or removed
     * @param file where that content is kept
     */
    record VersionReply(String path, Instant until, long bytes, Path file) {}

    /** @param path of what came back, in its folder */
    record RestoredReply(String path) implements Reply {}

    /** @param pattern the ignore rule that was added to the folder pair's */
    record IgnoredReply(String folder, String pattern) implements Reply {}
}
