// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import org.jspecify.annotations.Nullable;

/** The command line cannot be what was meant; the message is the sentence to show. */
public final class UsageException extends Exception {
    public UsageException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
