// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.MessageDigest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class AsyncHasherTest {
    /** A digest that cannot go on. */
    private static final class Broken extends MessageDigest {
        Broken() {
            super("broken");
        }

        @Override
        protected void engineUpdate(byte input) {
            throw new OutOfMemoryError("so it says");
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            throw new OutOfMemoryError("so it says");
        }

        @Override
        protected byte[] engineDigest() {
            return new byte[32];
        }

        @Override
        protected void engineReset() {}
    }

    @Test
    void aThreadThatDiesNeitherKeepsAnybodyWaitingNorMakesAHash() throws Exception {
        try (AsyncHasher aside = new AsyncHasher(new Broken())) {
            for (int i = 0; i < 100; i++) {
                aside.update(new byte[100_000], 0, 100_000);
            }
            IllegalStateException e = assertThrows(IllegalStateException.class, aside::finish);
            assertInstanceOf(OutOfMemoryError.class, e.getCause());
        }
    }
}
