// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

import java.util.List;
import java.util.Optional;

/** What a server says of an account, asked now. */
public sealed interface AccountCommand<R extends Reply> extends Command<R> {
    /** @param account its name in the settings */
    record About(String account) implements AccountCommand<AccountReply> {}

    /**
     * Tries out what the server supports.
     *
     * @param account its name in the settings
     */
    record Examine(String account) implements AccountCommand<ExaminedReply> {}

    /**
     * What the server says.
     *
     * @param software what it calls itself; empty if it does not say
     * @param left free bytes; absent if it does not say
     * @param used bytes; absent if it does not say
     * @param certificate absent if the line is not encrypted
     */
    record AccountReply(
            String address,
            String software,
            Optional<Long> left,
            Optional<Long> used,
            Optional<CertificateReply> certificate)
            implements Reply {}

    /** @param lines of the table that {@code navette doctor} prints */
    record ExaminedReply(List<String> lines) implements Reply {
        public ExaminedReply {
            lines = List.copyOf(lines);
        }
    }
}
