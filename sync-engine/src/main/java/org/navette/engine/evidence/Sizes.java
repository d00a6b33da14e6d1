// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.evidence;

/**
 * From which size on it pays to go on with a transfer rather than to begin anew, in bytes; and how many go together.
 *
 * @param download of which the first part is kept if the line breaks off
 * @param piece of an upload; what is larger goes in pieces where the server takes them
 * @param batch the most contents that are made durable together
 */
public record Sizes(long download, long piece, int batch) {
    /** Nextcloud wants pieces of 5 MB at least; what is not worth them is sent in seconds. */
    public static final Sizes USUAL = new Sizes(4L * 1024 * 1024, 10L * 1024 * 1024, 1024);

    /** Contents from this size on, in bytes, are hashed by another thread than the one that sends them. */
    public static final long HASHED_ASIDE = 1024 * 1024;

    private static final int SMALLEST_BUFFER = 1024;
    private static final int LARGEST_BUFFER = 256 * 1024;

    /** A buffer for so many bytes, at least one; a negative number if nobody knows. Of small files there are many at a time. */
    public static byte[] buffer(long bytes) {
        return new byte[bytes < 0 ? LARGEST_BUFFER : Math.clamp(bytes, SMALLEST_BUFFER, LARGEST_BUFFER)];
    }
}
