// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.bench;

/**
 * How much is measured.
 *
 * @param runs of everything that is compared
 * @param rclone whether it takes part
 * @param largest number of files of the workload that grows
 */
record Extent(int runs, boolean rclone, int largest) {}
