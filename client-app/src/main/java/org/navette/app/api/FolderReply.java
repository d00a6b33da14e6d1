// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One folder pair.
 *
 * @param local where it is on this computer
 * @param url its address on the server; empty if it was just removed from the settings
 * @param user who signs in; absent if nobody has said it yet
 * @param account the name of its account; empty as the address
 * @param mode {@code two-way} or another value of the setting; empty as the address
 * @param status how it is; absent if it is not being synced
 * @param names of people, servers and files in it, where they were asked for
 */
public record FolderReply(
        String name,
        Path local,
        String url,
        Optional<String> user,
        String account,
        String mode,
        @Inline Optional<FolderStatusReply> status,
        Optional<List<String>> names) {}
