// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.onboarding;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.LoginFlow;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;

/** Signing in on a page of the server's, in the browser. */
public final class PageLogin {
    private static final long ASK_EVERY_MILLIS = 1_000;
    private static final long PATIENCE_SECONDS = 1_200;

    private PageLogin() {}

    /**
     * Waits until somebody has signed in there, for twenty minutes at most.
     *
     * @param wanted whether anybody still waits for it
     * @throws StoreException {@link Failure.CredentialsRefused} if nobody has
     */
    public static Account.Login await(LoginFlow flow, BooleanSupplier wanted)
            throws StoreException, InterruptedException {
        for (long seconds = 0; seconds < PATIENCE_SECONDS && wanted.getAsBoolean(); seconds++) {
            Optional<Account.Login> signed = flow.poll();
            if (signed.isPresent()) {
                return signed.get();
            }
            TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MILLIS);
        }
        throw new StoreException(new Failure.CredentialsRefused(false));
    }
}
