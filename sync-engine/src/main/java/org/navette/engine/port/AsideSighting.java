// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import java.time.Instant;

/**
 * When a collection was first seen that another client has moved aside on the server to delete it.
 *
 * @param name its temporary name, without its folder, which may have moved since; no two are called the same
 * @param first in whole seconds, by the server's time, or by the clock here if no answer tells that
 */
public record AsideSighting(String name, Instant first) {}
