// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

/**
 * How everything is.
 *
 * @param names whether the names of people, servers and files in it are to be told as well, for whoever masks them
 */
public record Status(boolean names) implements Command<StatusReply> {
    /** Without names. */
    public static final Status PLAIN = new Status(false);
}
