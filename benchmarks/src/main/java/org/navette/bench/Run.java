// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.bench;

/**
 * How one program ran, from its start to its end.
 *
 * @param seconds by the wall clock
 * @param cpuSeconds of all its threads, user and system; 0 if not measured
 * @param peakMib resident memory at most, in MiB; 0 if not measured
 */
record Run(double seconds, double cpuSeconds, double peakMib) {
    static Run of(double seconds) {
        return new Run(seconds, 0, 0);
    }
}
