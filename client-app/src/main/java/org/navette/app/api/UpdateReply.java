// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

import java.net.URI;
import java.util.Optional;

/**
 * What is known of newer versions.
 *
 * @param version a newer one; absent if none is known
 * @param page where it is to be had; absent if nobody said it
 */
public record UpdateReply(String sentence, Optional<String> version, Optional<URI> page) {}
