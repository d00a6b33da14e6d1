// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

import java.util.OptionalLong;

/**
 * How much of a disk Navette leaves free for whoever works on it: a person's own save must not fail because of a download.
 *
 * @param chosen in bytes, if somebody has said how much
 */
public record Reserve(OptionalLong chosen) {
    /** A hundredth of the disk, from 20 MB to 500 MB, and on very small disks no more than a tenth of it. */
    public static final Reserve USUAL = new Reserve(OptionalLong.empty());

    private static final long LEAST = 20_000_000;
    private static final long MOST = 500_000_000;

    public static Reserve of(long bytes) {
        return new Reserve(OptionalLong.of(bytes));
    }

    /** @param total the size of the disk in bytes */
    public long bytes(long total) {
        return chosen.orElse(Math.min(total / 10, Math.clamp(total / 100, LEAST, MOST)));
    }
}
