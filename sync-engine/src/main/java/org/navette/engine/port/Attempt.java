// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.navette.engine.port.Journal.Intent;
import org.navette.engine.tree.LocalStamp;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

/**
 * One attempt to bring a content to a place, of which it is not known whether it came through. It may explain a version that
 * is found later, if that shows that it can be no other; it never justifies that anything is deleted.
 *
 * @param number of the pair, counted from 1; a later attempt has a larger one
 * @param began the server's time before it; absent if not known, or where the server has no part in it
 * @param ended the server's time when its outcome was given up; absent if it was cut off
 * @param fileKey the identity of the file that is to be placed here (see {@link LocalStamp#fileKey}); empty if not known
 */
public record Attempt(
        long number,
        Intent intent,
        RelativePath path,
        Sha256 content,
        Outcome outcome,
        Optional<Instant> began,
        Optional<Instant> ended,
        String fileKey) {
    /** A definite refusal has none: it ends the attempt. */
    public enum Outcome {
        /** Under way, or cut off by the end of the process. */
        OPEN,
        /** No answer, or one that does not say whether anything was written. */
        UNCLEAR
    }

    /** How long an attempt may have gone on that nobody saw the end of. */
    private static final Duration LONGEST = Duration.ofMinutes(15);
    /** Whole seconds on either side, rounded as each likes. */
    private static final Duration GRAIN = Duration.ofSeconds(2);

    /** Whether a version of this content that the server last modified then was not written after this attempt. */
    public boolean mayHaveSent(Optional<Instant> modified) {
        Optional<Instant> last = ended.or(() -> began.map(start -> start.plus(LONGEST)));
        return last.isPresent()
                && modified.isPresent()
                && !modified.get().isAfter(last.get().plus(GRAIN));
    }

    /** Whether this very file was placed here. */
    public boolean hasPlaced(LocalStamp found) {
        return !fileKey.isEmpty() && fileKey.equals(found.fileKey());
    }
}
