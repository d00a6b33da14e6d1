// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.update;

import java.util.Optional;

/** Which Navette this is. */
public final class RunningVersion {
    private RunningVersion() {}

    /** Absent of one that was not packaged. */
    public static Optional<String> get() {
        return Optional.ofNullable(RunningVersion.class.getPackage().getImplementationVersion());
    }
}
