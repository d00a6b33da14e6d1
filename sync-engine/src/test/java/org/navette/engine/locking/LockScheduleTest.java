// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.locking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.navette.engine.pass.DocumentLocks;
import org.navette.engine.pass.DocumentLocks.Claim;
import org.navette.engine.tree.RelativePath;

class LockScheduleTest {
    private static final RelativePath DOCUMENT = RelativePath.of("a/Budget.ods");
    private static final RelativePath EDITOR = RelativePath.of("a/.~lock.Budget.ods#");
    private static final RelativePath OTHER_EDITOR = RelativePath.of("a/~$Budget.ods");

    private final LockSchedule desk = new LockSchedule();
    private Instant now = Instant.parse("2026-11-25T14:00:00Z");

    @BeforeEach
    void open() {
        desk.opened(DOCUMENT, EDITOR);
    }

    @Test
    void whatIsOpenedIsAskedForAtOnceAndKeptInTime() {
        assertEquals(List.of(DOCUMENT), desk.toClaim(now));
        desk.claimed(DOCUMENT, new Claim.Ours(), now);
        assertEquals(List.of(), desk.toClaim(now));
        assertEquals(List.of(new OpenDocument(DOCUMENT, Optional.empty())), desk.shown());
        now = now.plus(LockSchedule.AGAIN);
        assertEquals(List.of(DOCUMENT), desk.toClaim(now));
        assertTrue(LockSchedule.AGAIN.multipliedBy(2).compareTo(DocumentLocks.LASTS) < 0, "one of two may fail");
    }

    @Test
    void aLockThatASaveHasCostIsTakenAgainAtOnce() {
        desk.claimed(DOCUMENT, new Claim.Ours(), now);
        desk.held(List.of(DOCUMENT));
        assertEquals(List.of(), desk.toClaim(now));
        desk.held(List.of());
        assertEquals(List.of(DOCUMENT), desk.toClaim(now));
    }

    @Test
    void whatCouldNotBeAskedForStaysWhatItWas() {
        desk.claimed(DOCUMENT, new Claim.Theirs("Paul"), now);
        now = now.plus(LockSchedule.WHILE_THEIRS);
        assertEquals(List.of(DOCUMENT), desk.toClaim(now));
        desk.failed(DOCUMENT, now);
        assertEquals(List.of(), desk.toClaim(now));
        assertEquals(List.of(new OpenDocument(DOCUMENT, Optional.of("Paul"))), desk.shown());
    }

    @Test
    void itIsGivenBackOnceTheLastProgramHasClosedItAndWhatWasSavedIsThere() {
        desk.opened(DOCUMENT, OTHER_EDITOR);
        desk.claimed(DOCUMENT, new Claim.Ours(), now);
        desk.closed(EDITOR, now);
        assertEquals(List.of(), desk.toRelease(Set.of(), now));
        desk.closed(OTHER_EDITOR, now);
        assertEquals(List.of(), desk.shown());
        assertEquals(List.of(), desk.toRelease(desk.closing(), now), "not there yet");
        assertEquals(List.of(), desk.toClaim(now.plus(LockSchedule.AGAIN)), "and not kept for ever");
        assertEquals(List.of(DOCUMENT), desk.toRelease(Set.of(), now));
        desk.released(DOCUMENT);
        assertTrue(desk.isEmpty());
    }

    @Test
    void whatCannotBeSentLocksNobodyOutForLong() {
        desk.claimed(DOCUMENT, new Claim.Ours(), now);
        desk.closed(EDITOR, now);
        assertEquals(List.of(DOCUMENT), desk.toRelease(desk.closing(), now.plus(LockSchedule.LONGEST_SAVING)));
    }

    @Test
    void openedAgainBeforeItWasGivenBackItStaysLocked() {
        desk.claimed(DOCUMENT, new Claim.Ours(), now);
        desk.closed(EDITOR, now);
        desk.opened(DOCUMENT, EDITOR);
        assertEquals(List.of(), desk.toRelease(Set.of(), now));
        assertEquals(1, desk.shown().size());
    }

    @Test
    void whatWasNeverOursIsForgottenWhenItIsClosed() {
        desk.claimed(DOCUMENT, new Claim.Theirs("Paul"), now);
        desk.closed(EDITOR, now);
        assertEquals(List.of(), desk.toRelease(Set.of(), now));
        assertTrue(desk.isEmpty());
    }

    @Test
    void aLockFromBeforeACrashIsGivenBack() {
        RelativePath left = RelativePath.of("left.ods");
        desk.left(left, now);
        assertEquals(List.of(left), desk.toRelease(Set.of(), now));
    }
}
