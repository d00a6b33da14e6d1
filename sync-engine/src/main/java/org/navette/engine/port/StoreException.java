// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A port could not do what was asked; {@link #failure} says why. */
public final class StoreException extends IOException {
    private final transient Failure failure;

    public StoreException(Failure failure) {
        this(failure, null);
    }

    public StoreException(Failure failure, @Nullable Throwable cause) {
        super(failure.toString(), cause);
        this.failure = failure;
    }

    /** The failure of a transfer: our own, or an answer that ended as it should not. */
    public static StoreException of(IOException e) {
        return e instanceof StoreException known
                ? known
                : new StoreException(new Failure.BadAnswer(String.valueOf(e.getMessage())), e);
    }

    /** The failure of something done to the local folder: our own, or the system's word about {@code where}. */
    public static StoreException here(String where, IOException e) {
        return e instanceof StoreException known
                ? known
                : new StoreException(new Failure.LocalTrouble(where, String.valueOf(e.getMessage())), e);
    }

    public Failure failure() {
        return failure;
    }
}
