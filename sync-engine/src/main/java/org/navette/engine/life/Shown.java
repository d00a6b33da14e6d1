// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.life;

import org.navette.engine.life.FolderState.Progress;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.port.SyncEvent.Deed;

/** What a running pass looks like from outside. */
final class Shown {
    private Shown() {}

    static FolderState during(SyncEvent event, FolderState before) {
        Progress so = before instanceof FolderState.Syncing(Progress progress) ? progress : Progress.NONE;
        return switch (event) {
            case SyncEvent.Looking l -> before instanceof FolderState.Syncing ? before : new FolderState.Looking();
            case SyncEvent.ComparedAnew c -> before;
            case SyncEvent.Planned(int actions, int files, long bytes) ->
                actions == 0
                        ? before
                        : new FolderState.Syncing(
                                new Progress(so.filesDone(), so.files() + files, so.bytesDone(), so.bytes() + bytes));
            case SyncEvent.Progress(long bytes) ->
                new FolderState.Syncing(new Progress(so.filesDone(), so.files(), so.bytesDone() + bytes, so.bytes()));
            case SyncEvent.Done done ->
                isFile(done.deed())
                        ? new FolderState.Syncing(
                                new Progress(so.filesDone() + 1, so.files(), so.bytesDone(), so.bytes()))
                        : before;
            case SyncEvent.Troubled t -> before;
            case SyncEvent.Held h -> before;
        };
    }

    private static boolean isFile(Deed deed) {
        return deed == Deed.UPLOADED || deed == Deed.DOWNLOADED || deed == Deed.CONFLICT;
    }
}
