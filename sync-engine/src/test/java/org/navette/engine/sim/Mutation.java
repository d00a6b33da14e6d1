// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.Optional;
import org.navette.engine.sim.MutatedEngine.Instead;

/**
 * A line of the engine that keeps contents from being lost, left out or done wrong in its compiled code: every call of a
 * method in another one, and in its lambdas, is replaced. {@link SabotageTest} has each of them found.
 */
enum Mutation {
    EDIT_TO_VERSION_STORE("transfer.DownloadCommitter", "moveAside", "move", with("trash")),
    CONFLICTS_ARE_NO_NEWS("transfer.Transfers", "keepBoth", "isNoNews", yes()),
    CONTENTS_ARE_ASSUMED_EQUAL("transfer.Transfers", "keepBoth", "equals", yes()),
    UPLOADS_NOT_DURABLE_HERE("transfer.Transfers", "prepare", "sync", nothing()),
    BODY_NOT_COMPARED("transfer.FileBody", "writeTo", "equals", yes()),
    CUT_OFF_MOVES_FORGOTTEN("recovery.PendingMoves", "begin", "add", nothing()),
    CUT_OFF_MOVES_BELIEVED(
            "propagate.RemoteMoves", "endEarlier", "isMoved", yes(), "aMoveThatNeverHappenedIsNotBelieved"),
    DELETED_WITHOUT_NOTE(
            "propagate.RemoteDeletions", "run", "intend", nothing(), "whatWeDeletedThereAndIsHereAgainIsSentAgain"),
    SETTLED_FOR_EVER("pass.UnchangedFolderCache", "settled", "equals", yes()),
    NO_LOOK_UNDER_LOCK(
            "evidence.VersionPrecondition",
            "underLock",
            "requireKnown",
            nothing(),
            "aVersionWrittenRightBeforeALockWasTakenIsNotReplaced"),
    NO_LOOK_UNDER_DOCUMENT_LOCK(
            "evidence.VersionPrecondition",
            "guarded",
            "requireKnown",
            nothing(),
            "aVersionWrittenRightBeforeADocumentWasLockedIsNotReplaced"),
    COARSE_VERSIONS_NOT_COMPARED(
            "evidence.VersionPrecondition",
            "requireContentIfYoung",
            "equals",
            yes(),
            "aVersionOfTheSameSizeAndSecondIsNotReplaced"),
    DOUBTED_VERSION_NOT_COMPARED(
            "transfer.RemoteWriter", "delete", "equals", yes(), "aVersionOfTheSameSizeAndSecondIsNotDeleted"),
    UNSEEN_ENTRIES_ARE_ABSENT("pass.TreeWalk", "walk", "unseenNames", nothing()),
    CONFLICT_NAME_NOT_IN_JOURNAL(
            "transfer.DownloadCommitter", "moveAside", "get", nothing(), "aConflictCopyTakesNoNameThatTheJournalKnows"),
    SEND_NOTES_KEPT(
            "recovery.CrashRecovery",
            "forgetWhatIsOver",
            "forgetIntents",
            with("forgetAllButSent"),
            "anUploadThatWasSeenNotToHaveArrivedExplainsNothing"),
    COLLECTION_NOT_LOOKED_THROUGH(
            "evidence.RemoteGate",
            "onlyKnown",
            "requireOnlyKnown",
            nothing(),
            "whatComesIntoACollectionRightBeforeItIsMovedAsideStays"),
    MARKER_NOT_LOOKED_AT("pass.SyncPass", "rounds", "requireRoot", nothing()),
    GENERATIONS_NOT_COMPARED(
            "pass.Generations", "isSameMoment", "equals", yes(), "anOlderFolderUnderANewerJournalReplacesNothing"),
    PLACED_WITHOUT_NOTE("transfer.DownloadCommitter", "settleAll", "begin", nothing()),
    READ_BACK_BELIEVED(
            "transfer.UploadVerifier", "confirm", "equals", yes(), "aSmallUploadOfWhichTheServerKeptAPartIsSentAgain"),
    SAMPLES_BELIEVED(
            "transfer.UploadVerifier",
            "isAlikeInSamples",
            "equals",
            yes(),
            "aLargeUploadThatIsKeptScrambledIsSentAgain"),
    MOVES_BELIEVED(
            "propagate.RemoteMoves", "requireMoved", "isMoved", yes(), "aMoveThatWasConfirmedAndNotDoneIsNotBelieved"),
    COLLECTIONS_BELIEVED(
            "propagate.Propagator",
            "makeFolder",
            "requireMade",
            nothing(),
            "aCollectionThatWasConfirmedAndNotMadeIsNotBelieved"),
    PIECES_BELIEVED(
            "transfer.ChunkedUpload", "requireKept", "isKept", yes(), "aPieceThatWasConfirmedAndNotKeptLeavesNoGap"),
    SPELLINGS_TOLD_APART(
            "reconcile.ServerSpelling", "match", "isExact", yes(), "whatTheServerSpellsItsOwnWayKeepsItsNameHere"),
    NAMES_NOT_PROBED("probe.NameProbe", "run", "isThere", nothing(), "aNameThatTheServerTakesForAnotherIsReported"),
    OTHER_CONTENT_CONTINUED(
            "transfer.ChunkedUpload", "continued", "equals", yes(), "anUploadInPiecesIsNotContinuedWithAnotherContent"),
    LATE_SAVES_LEFT_ALONE(
            "propagate.LateSaves", "bringBack", "lateSaves", nothing(), "whatAProgramSavesIntoAReplacedFileGetsAName");

    private final String type;
    private final String method;
    private final String call;
    private final Instead instead;
    private final String story;

    Mutation(String type, String method, String call, Instead instead) {
        this(type, method, call, instead, "");
    }

    /** @param story that ends badly with it; empty if chance finds it */
    Mutation(String type, String method, String call, Instead instead, String story) {
        this.type = "org.navette.engine." + type;
        this.method = method;
        this.call = call;
        this.instead = instead;
        this.story = story;
    }

    private static Instead nothing() {
        return new Instead.Nothing();
    }

    private static Instead yes() {
        return new Instead.True();
    }

    private static Instead with(String name) {
        return new Instead.Method(name);
    }

    String type() {
        return type;
    }

    String method() {
        return method;
    }

    String call() {
        return call;
    }

    /** The test of {@link EveryCrashTest} or {@link CertainMutationsTest} that finds it; absent if the seeds do. */
    Optional<String> story() {
        return Optional.of(story).filter(told -> !told.isEmpty());
    }

    Instead instead() {
        return instead;
    }
}
