// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

/**
 * From which size on it pays to go on with a transfer rather than to begin anew, in bytes.
 *
 * @param download of which the first part is kept if the line breaks off
 * @param piece of an upload; what is larger goes in pieces where the server takes them
 */
public record Sizes(long download, long piece) {
    /** Nextcloud wants pieces of 5 MB at least; what is not worth them is sent in seconds. */
    public static final Sizes USUAL = new Sizes(4L * 1024 * 1024, 10L * 1024 * 1024);
}
