// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.transfer;

import org.navette.engine.port.Failure;
import org.navette.engine.port.Failure.Unreachable.Cause;
import org.navette.engine.port.StoreException;

/**
 * What became of an upload, as far as the answers tell: only the request that gives a content its name counts, not what was
 * sent under a temporary name before, or asked afterwards.
 */
final class WriteOutcome {
    @FunctionalInterface
    interface Request<T> {
        T send() throws StoreException;
    }

    private boolean written;

    /** A request after which the content may stand under its name. */
    <T> T of(Request<T> request) throws StoreException {
        try {
            T result = request.send();
            written = true;
            return result;
        } catch (StoreException e) {
            written |= !isRefusal(e.failure());
            throw e;
        }
    }

    /** Whether the content stands there now, or may. */
    boolean isMaybeWritten() {
        return written;
    }

    /** Whether it says for certain that nothing was written. */
    private static boolean isRefusal(Failure failure) {
        return switch (failure) {
            // 408: whoever was in between had enough of waiting.
            case Failure.Refused(int status) -> status >= 400 && status < 500 && status != 408;
            case Failure.Busy busy -> busy.status() == 429;
            case Failure.Unreachable line -> line.cause() == Cause.UNKNOWN_HOST || line.cause() == Cause.REFUSED;
            case Failure.BadAnswer bad -> false;
            case Failure.ContentMismatch other -> false;
            case Failure.NotWebDav page -> false;
            case Failure.Unexpected fault -> false;
            // Told by their own status, or found here before the last byte was sent.
            default -> true;
        };
    }
}
