// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.function.LongPredicate;

/** Whether the history of a seed fails; made by {@link MutatedEngine} in its own loader. */
public final class FailingSeed implements LongPredicate {
    @Override
    public boolean test(long seed) {
        return !new Simulation(Simulation.Setup.of(seed)).run().isEmpty();
    }
}
