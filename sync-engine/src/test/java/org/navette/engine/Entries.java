// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.LocalStamp;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Sha256;
import org.navette.engine.tree.SyncedState;

/** States for tests: a file is its content, a folder its key. */
public final class Entries {
    private static final Instant THEN = Instant.parse("2026-11-24T10:00:00Z");

    private Entries() {}

    public static Sha256 hash(String content) {
        return Sha256.ofContent(content.getBytes(StandardCharsets.UTF_8));
    }

    public static LocalStamp stamp(String content, String key) {
        return new LocalStamp(content.length(), 1_000_000L + content.hashCode(), 0, key);
    }

    /** A local file that was read. */
    public static LocalState here(String content, String key) {
        return LocalState.file(stamp(content, key), false).withContent(hash(content));
    }

    /** A local file that was only looked at. */
    public static LocalState unread(String content, String key) {
        return LocalState.file(stamp(content, key), false);
    }

    public static LocalState folderHere(String key) {
        return LocalState.folder(new LocalStamp(0, 1, 0, key));
    }

    public static RemoteState there(String content) {
        return RemoteState.file(content.length(), ETag.parse("\"" + hash(content) + "\""), Optional.of(THEN));
    }

    public static SyncedState synced(String content, String key) {
        return SyncedState.file(
                hash(content), Optional.of(stamp(content, key)), false, Optional.of(there(content)), false);
    }

    public static SyncedState folderSynced(String key) {
        return SyncedState.folder(new LocalStamp(0, 1, 0, key), RemoteState.FOLDER);
    }
}
