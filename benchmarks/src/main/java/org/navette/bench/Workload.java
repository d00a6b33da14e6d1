// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.bench;

import java.io.IOException;

/** Something people do, timed. */
interface Workload {
    /** What it is called on the command line. */
    String name();

    void run(Bed bed, Extent extent, Report report) throws IOException, InterruptedException;
}
