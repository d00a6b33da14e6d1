// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Two versions of one file.
 *
 * @param copy the path of the conflict copy in its folder, and {@code original} that of the file that has the name
 * @param device on which computer the copy was made, and {@code when}, as its name says
 * @param bytes of the copy
 * @param originalBytes absent if nothing has the name any more
 * @param file where the copy is on this computer, and {@code originalFile} where the other one is
 */
public record ConflictReply(
        String folder,
        String copy,
        String original,
        String device,
        String when,
        long bytes,
        Optional<Long> originalBytes,
        Path file,
        Path originalFile) {}
