// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.text;

import org.navette.engine.pass.PassResult;
import org.navette.engine.port.Failure;

/** How a command ended, for scripts. These numbers never change. */
public final class ExitCode {
    public static final int IN_STEP = 0;
    public static final int SOME_NOT_SYNCED = 1;
    public static final int USAGE = 2;
    public static final int HELD = 3;
    public static final int UNREACHABLE = 4;
    public static final int CREDENTIALS = 5;
    public static final int CERTIFICATE = 6;
    public static final int ALREADY_SYNCING = 7;

    private ExitCode() {}

    public static int of(PassResult result) {
        if (result.halted().isPresent()) {
            return of(result.halted().get());
        }
        if (!result.held().isEmpty()) {
            return HELD;
        }
        return result.isInStep() ? IN_STEP : SOME_NOT_SYNCED;
    }

    public static int of(Failure failure) {
        return switch (failure) {
            case Failure.CredentialsRefused c -> CREDENTIALS;
            case Failure.CertificateNotTrusted c -> CERTIFICATE;
            case Failure.AlreadySyncing a -> ALREADY_SYNCING;
            case Failure.LocalRootReplaced l -> HELD;
            case Failure.PlainHttp p -> USAGE;
            case Failure.LocalRootMissing l -> USAGE;
            case Failure.NotSynced n -> USAGE;
            case Failure.Missing m -> USAGE;
            case Failure.ChangedMeanwhile c -> SOME_NOT_SYNCED;
            case Failure.NoCopyLeft n -> SOME_NOT_SYNCED;
            case Failure.FoldersOverlap f -> USAGE;
            case Failure.LocalTrouble l -> USAGE;
            case Failure.JournalTooNew j -> SOME_NOT_SYNCED;
            case Failure.JournalCorrupt j -> SOME_NOT_SYNCED;
            case Failure.JournalUnusable j -> SOME_NOT_SYNCED;
            case Failure.Unexpected u -> SOME_NOT_SYNCED;
            case Failure.OnAnotherDisk o -> SOME_NOT_SYNCED;
            case Failure.MountedApart m -> SOME_NOT_SYNCED;
            case Failure.TooDeep t -> SOME_NOT_SYNCED;
            case Failure.ExcludePatterns e -> SOME_NOT_SYNCED;
            case Failure.DiskNotMounted d -> SOME_NOT_SYNCED;
            case Failure.DiskFull d -> SOME_NOT_SYNCED;
            case Failure.NoRoom n -> SOME_NOT_SYNCED;
            case Failure.TooLargeForDisk t -> SOME_NOT_SYNCED;
            case Failure.SavedOnFullDisk s -> SOME_NOT_SYNCED;
            case Failure.JournalDiskFull j -> SOME_NOT_SYNCED;
            // What is left is a share that cannot be used as it answers, or does not.
            default -> UNREACHABLE;
        };
    }
}
