// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.tree;

import java.util.Optional;

/**
 * What both sides last agreed on: the merge base of an entry.
 *
 * @param content of files; absent for folders
 * @param local the stamp under which the local file was seen with that content; absent when it is not known, then only
 *     reading tells
 * @param localRacy the local stamp was taken so soon after the last change that an edit in the same tick would not show
 * @param remote the server's description of the version with that content; absent when it is not known
 * @param remoteRacy the same doubt about the server's version
 */
public record SyncedState(
        Kind kind,
        Optional<Sha256> content,
        Optional<LocalStamp> local,
        boolean localRacy,
        Optional<RemoteState> remote,
        boolean remoteRacy) {
    /** A folder both sides have; its local stamp is kept for its identity. */
    public static SyncedState folder(LocalStamp local, RemoteState remote) {
        return new SyncedState(Kind.FOLDER, Optional.empty(), Optional.of(local), false, Optional.of(remote), false);
    }

    public static SyncedState file(
            Sha256 content,
            Optional<LocalStamp> local,
            boolean localRacy,
            Optional<RemoteState> remote,
            boolean remoteRacy) {
        return new SyncedState(Kind.FILE, Optional.of(content), local, localRacy, remote, remoteRacy);
    }

    /** The same content, but whether the server still has that version is not known. */
    public SyncedState ofUnknownVersion() {
        return new SyncedState(kind, content, local, localRacy, Optional.empty(), false);
    }

    /** The same content, most likely under this description, but to be compared. */
    public SyncedState withDoubted(Optional<RemoteState> version) {
        return new SyncedState(kind, content, local, localRacy, version, true);
    }

    public boolean isFile() {
        return kind == Kind.FILE;
    }

    public String fileKey() {
        return local.map(LocalStamp::fileKey).orElse("");
    }
}
