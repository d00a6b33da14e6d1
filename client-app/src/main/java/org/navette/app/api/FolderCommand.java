// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.navette.engine.reconcile.DeletionGuard;

/** Folders come and go, rest and go on. */
public sealed interface FolderCommand<R extends Reply> extends Command<R> {
    /**
     * Adds a folder pair. What is absent has the value the settings have by themselves.
     *
     * @param local an existing folder of this computer, absolute
     * @param url the share's address, where no account is named
     * @param account the name of an account that is there
     * @param remote a path below the address
     * @param exclude ignore rules
     * @param every how often to look, as a duration
     * @param trustCert a certificate's fingerprint
     * @param caFile a file with certificates to trust
     * @param allowPlainHttp {@code true} if the password may go over a line that is not encrypted
     */
    record Add(
            String local,
            Optional<String> url,
            Optional<String> account,
            Optional<String> name,
            Optional<String> user,
            Optional<String> remote,
            Optional<String> mode,
            List<String> exclude,
            Optional<String> every,
            Optional<String> hours,
            @Member("trust-cert") Optional<String> trustCert,
            @Member("ca-file") Optional<String> caFile,
            @Member("allow-plain-http") Optional<String> allowPlainHttp)
            implements FolderCommand<AddedReply> {
        public Add {
            exclude = List.copyOf(exclude);
        }

        /** A pair of a folder here and a share, with nothing else chosen. */
        public static Add of(Path local, String url) {
            Optional<String> none = Optional.empty();
            return new Add(
                    local.toString(),
                    Optional.of(url),
                    none,
                    none,
                    none,
                    none,
                    none,
                    List.of(),
                    none,
                    none,
                    none,
                    none,
                    none);
        }

        /** The same under a name. */
        public Add named(String wanted) {
            return new Add(
                    local,
                    url,
                    account,
                    Optional.of(wanted),
                    user,
                    remote,
                    mode,
                    exclude,
                    every,
                    hours,
                    trustCert,
                    caFile,
                    allowPlainHttp);
        }

        /**
         * The same for somebody.
         *
         * @param who absent if nobody signs in
         * @param trusted a certificate's fingerprint; absent for none
         * @param plainHttp whether the password may go over a line that is not encrypted
         */
        public Add signedIn(Optional<String> who, Optional<String> trusted, boolean plainHttp) {
            return new Add(
                    local,
                    url,
                    account,
                    name,
                    who,
                    remote,
                    mode,
                    exclude,
                    every,
                    hours,
                    trusted,
                    caFile,
                    plainHttp ? Optional.of("true") : Optional.empty());
        }

        /** The same with ignore rules. */
        public Add without(List<String> rules) {
            return new Add(
                    local,
                    url,
                    account,
                    name,
                    user,
                    remote,
                    mode,
                    rules,
                    every,
                    hours,
                    trustCert,
                    caFile,
                    allowPlainHttp);
        }
    }

    /**
     * Removes a folder pair from the settings.
     *
     * @param deleteLocal whether the local files are deleted too, where the server has them
     * @param deleteUnsynced whether also those that it does not have
     */
    record Remove(String name, boolean deleteLocal, boolean deleteUnsynced) implements FolderCommand<RemovedReply> {}

    /**
     * Pauses one folder pair, or all.
     *
     * @param name absent for all
     * @param duration for how long; absent for until somebody resumes it
     * @param untilTomorrow whether only until tomorrow morning
     */
    record Pause(Optional<String> name, @Member("for") Optional<String> duration, boolean untilTomorrow)
            implements FolderCommand<FoldersReply> {}

    /** @param name absent for all */
    record Resume(Optional<String> name) implements FolderCommand<FoldersReply> {}

    /**
     * Looks at once, with an answer to what is being asked where there is one.
     *
     * @param name absent for all
     * @param answer to a question about deletions
     * @param held the deletions it is about; absent for those that were shown last
     */
    record SyncNow(Optional<String> name, Optional<DeletionGuard.Answer> answer, Optional<List<String>> held)
            implements FolderCommand<FoldersReply> {
        /**
         * Looks at once.
         *
         * @param name absent for all
         */
        public static SyncNow of(Optional<String> name) {
            return new SyncNow(name, Optional.empty(), Optional.empty());
        }
    }

    /**
     * Somebody has signed in: what waits for a password starts again.
     *
     * @param name absent for all
     */
    record Signed(Optional<String> name) implements FolderCommand<FoldersReply> {}

    /** How much space each folder in a folder pair uses here. */
    record Space(String name) implements FolderCommand<SpaceReply> {}

    /** Which items here these ignore rules match. */
    record LeftOut(String name, List<String> patterns) implements FolderCommand<LeftOutReply> {
        public LeftOut {
            patterns = List.copyOf(patterns);
        }
    }

    /** A folder pair was added. */
    record AddedReply(String name, String account) implements Reply {}

    /**
     * A folder pair was removed.
     *
     * @param accountRemoved whether its account had no other folder and was removed too
     * @param localDeleted whether nothing is left here
     * @param deletion what was deleted here; absent if nothing was to be
     */
    record RemovedReply(
            String name,
            boolean accountRemoved,
            boolean localDeleted,
            @Inline Optional<LocalDeletion> deletion) implements Reply {}

    /**
     * What was deleted on this computer.
     *
     * @param deleted files
     * @param keptCount entries that stayed
     * @param kept the first 1000 of them
     * @param versionsKept whether previous versions are still there
     */
    record LocalDeletion(int deleted, int keptCount, List<KeptReply> kept, boolean versionsKept) {
        public LocalDeletion {
            kept = List.copyOf(kept);
        }
    }

    /**
     * An entry that stayed on this computer.
     *
     * @param why a name for the reason, as {@code not-on-server}
     */
    record KeptReply(String path, String why, String sentence) {}

    /** The names of the folder pairs that it was done to. */
    record FoldersReply(List<String> folders) implements Reply {
        public FoldersReply {
            folders = List.copyOf(folders);
        }
    }

    /** Folders by size, the largest first. */
    record SpaceReply(List<FolderSize> folders) implements Reply {
        public SpaceReply {
            folders = List.copyOf(folders);
        }
    }

    /** @param name empty for what lies beside all folders */
    record FolderSize(String name, long files, long bytes) {}

    /**
     * What ignore rules match.
     *
     * @param entries the first 200, folders with a slash at their end
     * @param count of all
     */
    record LeftOutReply(List<String> entries, int count) implements Reply {
        public LeftOutReply {
            entries = List.copyOf(entries);
        }
    }
}
