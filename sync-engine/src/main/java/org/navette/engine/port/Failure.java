// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.navette.engine.tree.NameTrouble;

/**
 * Why something could not be done, as data: the edge turns it into a sentence in the person's language, the engine only
 * asks how far it reaches.
 */
public sealed interface Failure {
    /** The server cannot be talked to at all. */
    record Unreachable(String host, Cause cause, String detail) implements Failure {
        public enum Cause {
            UNKNOWN_HOST,
            REFUSED,
            TIMED_OUT,
            BROKEN_OFF
        }
    }

    /** 401: the name or the password is wrong, or none was given. */
    record CredentialsRefused(boolean given) implements Failure {}

    /** 407: the proxy on the way wants another name or password, or any at all. */
    record ProxyRefused() implements Failure {}

    /** A password would have gone over an unencrypted line. */
    record PlainHttp(String host) implements Failure {}

    /**
     * The certificate is not trusted.
     *
     * @param changed whether a person trusted another one for this server before
     * @param why the platform's reason, for the log
     */
    record CertificateNotTrusted(
            String host,
            String subject,
            String issuer,
            Instant from,
            Instant until,
            String sha256,
            boolean changed,
            String why)
            implements Failure {}

    /** What answers at the address does not speak WebDAV, a plain web page for instance. */
    record NotWebDav(String url) implements Failure {}

    /** 404 or 410 for the share itself. */
    record ShareNotFound(String url) implements Failure {}

    /** The share may not be listed (403). */
    record ListingForbidden(String url) implements Failure {}

    /** A redirect that leads to another server; it is not followed. */
    record RedirectedElsewhere(String location) implements Failure {}

    /** The server's answer breaks the protocol, or tries to break us. */
    record BadAnswer(String what) implements Failure {}

    /**
     * What came for a file is not the version that the server describes: another length, another ETag, another checksum. It
     * may be the page of a filter, or half of the file; nothing of it is kept.
     */
    record ContentMismatch() implements Failure {}

    /** The server said that it had stored a file, and has something else, a part of it, or nothing. */
    record NotStored() implements Failure {}

    /** 429 or 503: come back later. */
    record Busy(int status, Optional<Long> retryAfterSeconds) implements Failure {}

    /** Any other refusal, by its status. */
    record Refused(int status) implements Failure {}

    record Forbidden() implements Failure {}

    record Locked() implements Failure {}

    record QuotaExceeded() implements Failure {}

    /** The entry is not as it was last seen (412, or a look said so): nothing was done, look again. */
    record ChangedMeanwhile() implements Failure {}

    /** It was deleted before anybody was asked, and neither side has a copy of it any more. */
    record NoCopyLeft() implements Failure {}

    /** The file was changed on the server, too, by somebody else; in a pair that only sends, both stay as they are. */
    record ChangedThere() implements Failure {}

    /** It has another name here, which the server does not have yet: until then it is not deleted there. */
    record NewPlaceNotSent(String place) implements Failure {}

    /** It seems to have another name on the server, which could not be received yet: until then it stays here. */
    record NewPlaceNotReceived(String place) implements Failure {}

    /**
     * A folder that is gone on the other side stays, because it also holds what takes no part in syncing.
     *
     * @param leftOut the name of that, or of the first of it
     */
    record FolderKept(Side side, String leftOut) implements Failure {
        /** Where the folder stays. */
        public enum Side {
            HERE,
            SERVER
        }
    }

    /** The file is too large for the line as it is (paid by volume), and waits for a better one. */
    record TooLargeForNow() implements Failure {}

    /** The entry is not there any more (404). */
    record Missing() implements Failure {}

    /** A local file or folder that can't be read or written; {@code reason} is the system's own word. */
    record LocalTrouble(String path, String reason) implements Failure {}

    record DiskFull(String path) implements Failure {}

    /**
     * A content does not fit on the disk, or would leave less free than is to stay free. It was not asked for, or given up.
     *
     * @param bytes that are missing for it to be written, of those it has
     * @param reserve bytes that are to stay free
     */
    record NoRoom(String path, long bytes, long reserve) implements Failure {}

    /** The disk holds no file of this size (FAT: 4 GB less one byte). */
    record TooLargeForDisk() implements Failure {}

    /** A file became empty, or ends too early, while its disk was full: a save that failed, which nobody meant. */
    record SavedOnFullDisk() implements Failure {}

    /** The disk with the journal is full: nothing is done that could not be written down. */
    record JournalDiskFull() implements Failure {}

    /**
     * A name one side cannot hold, or cannot tell from another.
     *
     * @param proposal a name that would do, where one was found
     */
    record NameProblem(String name, NameTrouble trouble, Optional<String> proposal) implements Failure {}

    /**
     * Lines of the folder's ignore file that are no patterns; they leave nothing out, the others do.
     *
     * @param lines their numbers, from 1
     */
    record IgnoreLines(List<Integer> lines) implements Failure {
        public IgnoreLines {
            lines = List.copyOf(lines);
        }
    }

    /** Patterns of the settings or the command line that are none; they leave nothing out, the others do. */
    record ExcludePatterns(List<String> patterns) implements Failure {
        public ExcludePatterns {
            patterns = List.copyOf(patterns);
        }
    }

    /** What the folder's ignore file leaves out cannot be told: what it left out before stays so, and nothing new is sent. */
    record IgnoreFileUnknown(Why why) implements Failure {
        public enum Why {
            /** A folder, a link or a special file is in its place. */
            NOT_A_FILE,
            UNREADABLE,
            TOO_LARGE,
            /** The server has a newer one that did not come. */
            NOT_RECEIVED
        }
    }

    /** So many folders lie in each other that what is deeper is not looked at, on either side. */
    record TooDeep(int folders) implements Failure {}

    /** What Navette itself remembers lies here: left out of syncing. */
    record OwnPlace() implements Failure {}

    /** A symbolic link or a special file: not followed, not synced. */
    record NotAFile() implements Failure {}

    /** A local entry is on another disk than its synced folder, as below a mount point: it stays as it is. */
    record OnAnotherDisk(String path) implements Failure {}

    /**
     * What came for a local entry, or what was here, cannot be moved to its place in one step, as below a bind mount, where nothing tells
     * that another disk begins: both sides stay as they are.
     */
    record MountedApart(String path) implements Failure {}

    /** Another disk was mounted there, and is not now: what is on it is not known, and nothing about it is concluded. */
    record DiskNotMounted(String path) implements Failure {}

    /** The local folder is not the one that was synced: its marker is gone or another's, as of a disk not mounted. */
    record LocalRootReplaced(String path) implements Failure {}

    /** The local folder itself is missing or no folder. */
    record LocalRootMissing(String path) implements Failure {}

    /** The local folder was never synced, so there is nothing to say about it. */
    record NotSynced(String path) implements Failure {}

    /** The local folder lies inside a folder that is synced already, or around one. */
    record FoldersOverlap(String path, String other) implements Failure {}

    /** Another process syncs this folder now. */
    record AlreadySyncing(String path) implements Failure {}

    record JournalTooNew(int found, int known) implements Failure {}

    /** The journal's file is damaged: it has to be set aside and built again by comparing both sides. */
    record JournalCorrupt() implements Failure {}

    /** The journal cannot be used at all (its folder is not writable, its disk is broken). */
    record JournalUnusable(String reason) implements Failure {}

    /** A fault in Navette itself: what it was about is not known, so nothing may be concluded from it. */
    record Unexpected(String what) implements Failure {}

    /** Whether it concerns the whole pair: going on with other entries makes no sense. */
    default boolean isWhole() {
        return switch (this) {
            case Unreachable u -> true;
            case CredentialsRefused c -> true;
            case ProxyRefused p -> true;
            case PlainHttp p -> true;
            case CertificateNotTrusted c -> true;
            case NotWebDav n -> true;
            case ShareNotFound s -> true;
            case ListingForbidden l -> true;
            case RedirectedElsewhere r -> true;
            case LocalRootReplaced l -> true;
            case LocalRootMissing l -> true;
            case NotSynced n -> true;
            case FoldersOverlap f -> true;
            case AlreadySyncing a -> true;
            case JournalTooNew j -> true;
            case JournalCorrupt j -> true;
            case JournalUnusable j -> true;
            case Unexpected u -> true;
            case BadAnswer b -> false;
            case ContentMismatch c -> false;
            case NotStored n -> false;
            // A server that says when it will be back is not asked for anything else before.
            case Busy b -> b.retryAfterSeconds().isPresent();
            case Refused r -> false;
            case Forbidden f -> false;
            case Locked l -> false;
            case QuotaExceeded q -> false;
            case ChangedMeanwhile c -> false;
            case NoCopyLeft n -> false;
            case ChangedThere c -> false;
            case NewPlaceNotSent n -> false;
            case NewPlaceNotReceived n -> false;
            case FolderKept f -> false;
            case TooLargeForNow t -> false;
            case Missing m -> false;
            case LocalTrouble l -> false;
            case JournalDiskFull j -> true;
            case DiskFull d -> false;
            case NoRoom n -> false;
            case TooLargeForDisk t -> false;
            case SavedOnFullDisk s -> false;
            case NameProblem n -> false;
            case NotAFile n -> false;
            case OnAnotherDisk o -> false;
            case MountedApart m -> false;
            case DiskNotMounted d -> false;
            case OwnPlace o -> false;
            case TooDeep t -> false;
            case IgnoreLines i -> false;
            case ExcludePatterns e -> false;
            case IgnoreFileUnknown i -> false;
        };
    }
}
