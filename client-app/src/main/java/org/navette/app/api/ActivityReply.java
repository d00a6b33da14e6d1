// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that was done, or could not be.
 *
 * @param id larger than those of all before it
 * @param what the operation's name, as {@code uploaded}
 * @param path in its folder, where it was before
 * @param to where it is now; absent if that is the same
 * @param bytes of its content; 0 if it has none
 * @param holder who has it locked on the server, where that was what happened
 * @param undo whether what was there before is kept; absent in events
 */
public record ActivityReply(
        long id,
        Instant at,
        String folder,
        String what,
        String path,
        Optional<String> to,
        long bytes,
        String sentence,
        Optional<String> holder,
        Optional<Boolean> undo) {}
