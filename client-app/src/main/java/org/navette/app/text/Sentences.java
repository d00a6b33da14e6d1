// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.text;

import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Problem;
import org.navette.engine.tree.NameTrouble;

/** Failures as sentences: what happened, and what can be done. */
public final class Sentences {
    private static final int LINES_TOLD = 10;

    /** Of files of which no copy is left; all of them are in the activity list. */
    private static final int NAMES_TOLD = 3;

    private final Messages messages;

    public Sentences(Messages messages) {
        this.messages = messages;
    }

    /** That a folder or its journal was restored from an earlier state. */
    public String comparedAnew() {
        return messages.text("comparedAnew");
    }

    /** One entry that is left alone, and why. */
    public String of(Problem problem) {
        return messages.text("problem", problem.where(), of(problem.failure()));
    }

    /** A line for each entry that is left alone; one in all for many of which no copy is left. */
    public List<String> of(List<Problem> problems) {
        List<Problem> lost = problems.stream()
                .filter(problem -> problem.failure() instanceof Failure.NoCopyLeft)
                .toList();
        if (lost.size() <= NAMES_TOLD) {
            return problems.stream().map(this::of).toList();
        }
        String names = lost.stream().limit(NAMES_TOLD).map(Problem::where).collect(Collectors.joining(", "));
        String all = messages.text("failure.noCopyLeft.many", lost.size(), names, lost.size() - NAMES_TOLD);
        Stream<String> others = problems.stream()
                .filter(problem -> !(problem.failure() instanceof Failure.NoCopyLeft))
                .map(this::of);
        return Stream.concat(others, Stream.of(all)).toList();
    }

    /** A few words, for a line in a list of many. */
    public String inShort(Failure failure) {
        return messages.text(
                switch (failure) {
                    case Failure.ShareNotFound s -> "short.nothing";
                    case Failure.Missing m -> "short.nothing";
                    case Failure.NotWebDav n -> "short.notWebDav";
                    case Failure.CredentialsRefused c -> "short.credentials";
                    case Failure.ListingForbidden l -> "short.forbidden";
                    case Failure.RedirectedElsewhere r -> "short.redirected";
                    case Failure.Unreachable u -> "short.unreachable";
                    case Failure.CertificateNotTrusted c -> "short.certificate";
                    default -> "short.other";
                });
    }

    public String of(Failure failure) {
        return switch (failure) {
            case Failure.Unreachable(String host, Failure.Unreachable.Cause cause, String detail) ->
                messages.text(
                        switch (cause) {
                            case UNKNOWN_HOST -> "failure.unknownHost";
                            case REFUSED -> "failure.refused";
                            case TIMED_OUT -> "failure.timedOut";
                            case BROKEN_OFF -> "failure.brokenOff";
                        },
                        host);
            case Failure.CredentialsRefused(boolean given) ->
                messages.text(given ? "failure.credentials" : "failure.credentialsMissing");
            case Failure.ProxyRefused() -> messages.text("failure.proxy");
            case Failure.PlainHttp(String host) -> messages.text("failure.plainHttp", host);
            case Failure.CertificateNotTrusted c ->
                messages.text(
                        c.changed() ? "failure.certificateChanged" : "failure.certificate",
                        c.host(),
                        c.subject(),
                        c.issuer(),
                        Date.from(c.from()),
                        Date.from(c.until()),
                        c.sha256());
            case Failure.NotWebDav(String url) -> messages.text("failure.notWebDav", url);
            case Failure.ShareNotFound(String url) -> messages.text("failure.shareNotFound", url);
            case Failure.ListingForbidden(String url) -> messages.text("failure.listingForbidden", url);
            case Failure.RedirectedElsewhere(String location) -> messages.text("failure.redirected", location);
            case Failure.BadAnswer(String what) -> messages.text("failure.badAnswer", what);
            case Failure.ContentMismatch() -> messages.text("failure.contentMismatch");
            case Failure.NotStored() -> messages.text("failure.notStored");
            case Failure.Busy(int status, Optional<Long> seconds) ->
                seconds.isPresent() ? messages.text("failure.busyUntil", seconds.get()) : messages.text("failure.busy");
            case Failure.Refused(int status) ->
                messages.text(status == 413 ? "failure.tooLarge" : "failure.refusedStatus", String.valueOf(status));
            case Failure.Forbidden() -> messages.text("failure.forbidden");
            case Failure.Locked() -> messages.text("failure.locked");
            case Failure.QuotaExceeded() -> messages.text("failure.quota");
            case Failure.ChangedThere() -> messages.text("failure.changedThere");
            case Failure.NewPlaceNotSent(String place) -> messages.text("failure.newPlaceNotSent", place);
            case Failure.NewPlaceNotReceived(String place) -> messages.text("failure.newPlaceNotReceived", place);
            case Failure.FolderKept(Failure.FolderKept.Side side, String leftOut) ->
                messages.text(
                        switch (side) {
                            case HERE -> "failure.folderKeptHere";
                            case SERVER -> "failure.folderKeptThere";
                        },
                        leftOut);
            case Failure.TooLargeForNow() -> messages.text("failure.tooLargeForNow");
            case Failure.ChangedMeanwhile() -> messages.text("failure.changing");
            case Failure.NoCopyLeft() -> messages.text("failure.noCopyLeft");
            case Failure.Missing() -> messages.text("failure.missing");
            case Failure.LocalTrouble(String path, String reason) -> messages.text("failure.local", path, reason);
            case Failure.DiskFull(String path) -> messages.text("failure.diskFull");
            case Failure.NoRoom(String path, long bytes, long reserve) ->
                messages.text("failure.noRoom", messages.bytes(bytes), messages.bytes(reserve));
            case Failure.TooLargeForDisk() -> messages.text("failure.tooLargeForDisk");
            case Failure.SavedOnFullDisk() -> messages.text("failure.savedOnFullDisk");
            case Failure.JournalDiskFull() -> messages.text("failure.journalDiskFull");
            case Failure.NameProblem(String name, NameTrouble trouble, Optional<String> proposal) -> {
                String what = messages.text(
                        switch (trouble) {
                            case INVALID -> "failure.nameInvalid";
                            case TWO_SPELLINGS -> "failure.nameTwoSpellings";
                            case CASE_CLASH -> "failure.nameCaseClash";
                            case CASE_CLASH_ON_SERVER -> "failure.nameCaseClashOnServer";
                            case SPELLED_BY_SERVER -> "failure.nameSpelledByServer";
                            case FORBIDDEN -> "failure.nameForbidden";
                            case TOO_LONG -> "failure.nameTooLong";
                        },
                        name);
                yield proposal.map(other -> what + " " + messages.text("failure.nameProposal", other))
                        .orElse(what);
            }
            case Failure.IgnoreLines(List<Integer> lines) ->
                messages.text(
                        "failure.ignoreLines",
                        lines.size(),
                        lines.stream()
                                .limit(LINES_TOLD)
                                .map(String::valueOf)
                                .collect(Collectors.joining(", ", "", lines.size() > LINES_TOLD ? ", …" : "")));
            case Failure.IgnoreFileUnknown(Failure.IgnoreFileUnknown.Why why) ->
                messages.text(
                                switch (why) {
                                    case NOT_A_FILE -> "failure.ignoreFileNone";
                                    case UNREADABLE -> "failure.ignoreFileUnreadable";
                                    case TOO_LARGE -> "failure.ignoreFileTooLarge";
                                    case NOT_RECEIVED -> "failure.ignoreFileNotReceived";
                                })
                        + " "
                        + messages.text("failure.ignoreFileUnknown");
            case Failure.OwnPlace() -> messages.text("failure.ownPlace");
            case Failure.ExcludePatterns(List<String> patterns) ->
                messages.text("failure.excludePatterns", patterns.size(), String.join("”, “", patterns));
            case Failure.TooDeep(int folders) -> messages.text("failure.tooDeep", folders);
            case Failure.NotAFile() -> messages.text("failure.notAFile");
            case Failure.DiskNotMounted(String path) -> messages.text("failure.diskNotMounted", path);
            case Failure.OnAnotherDisk(String path) -> messages.text("failure.onAnotherDisk", path);
            case Failure.MountedApart(String path) -> messages.text("failure.mountedApart", path);
            case Failure.LocalRootReplaced(String path) -> messages.text("failure.rootReplaced", path);
            case Failure.LocalRootMissing(String path) -> messages.text("failure.rootMissing", path);
            case Failure.NotSynced(String path) -> messages.text("failure.notSynced", path);
            case Failure.FoldersOverlap(String path, String other) -> messages.text("failure.overlap", path, other);
            case Failure.AlreadySyncing(String path) -> messages.text("failure.alreadySyncing", path);
            case Failure.JournalTooNew(int found, int known) -> messages.text("failure.journalTooNew");
            case Failure.JournalCorrupt() -> messages.text("failure.journalCorrupt");
            case Failure.Unexpected(String what) -> messages.text("failure.unexpected", what);
            case Failure.JournalUnusable(String reason) -> messages.text("failure.journalUnusable", reason);
        };
    }
}
