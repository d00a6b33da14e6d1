// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

/**
 * An entry that is left alone, and why.
 *
 * @param where the entry as a person would write it; not a path, since it may not even be a valid name
 */
public record Problem(String where, Failure failure) {}
