// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.ArrayList;
import java.util.List;

/** Makes a failing history as short and as calm as it can be while it still fails in the same way. */
final class Shrinker {
    private final String kind;

    private Shrinker(String kind) {
        this.kind = kind;
    }

    static Simulation.Setup shrink(Simulation.Setup failing) {
        List<String> wrong = new Simulation(failing).run();
        if (wrong.isEmpty()) {
            throw new IllegalArgumentException("does not fail: " + failing);
        }
        return new Shrinker(kind(wrong.getFirst())).smallest(failing);
    }

    /** What is before the colon, as {@code lost} or {@code diverged}. */
    private static String kind(String wrong) {
        return wrong.substring(0, Math.max(0, wrong.indexOf(':')));
    }

    private boolean fails(Simulation.Setup setup) {
        return new Simulation(setup)
                .run().stream().anyMatch(wrong -> kind(wrong).equals(kind));
    }

    private Simulation.Setup smallest(Simulation.Setup failing) {
        Simulation.Setup best = withoutSteps(failing);
        for (World.Weather calmer : List.of(
                World.Weather.CALM,
                new World.Weather(true, false, false),
                new World.Weather(false, true, false),
                new World.Weather(false, false, true),
                new World.Weather(true, true, false),
                new World.Weather(true, false, true),
                new World.Weather(false, true, true))) {
            Simulation.Setup calm = best.with(calmer);
            if (fails(calm)) {
                return withoutSteps(calm);
            }
        }
        return best;
    }

    /** Leaves out ever smaller runs of steps (delta debugging) until none can be spared. */
    private Simulation.Setup withoutSteps(Simulation.Setup failing) {
        Simulation.Setup best = failing;
        int run = Math.max(1, best.steps().size() / 2);
        while (true) {
            boolean shorter = false;
            for (int from = 0; from < best.steps().size(); ) {
                List<Integer> steps = new ArrayList<>(best.steps());
                steps.subList(from, Math.min(from + run, steps.size())).clear();
                Simulation.Setup candidate = best.with(steps);
                if (fails(candidate)) {
                    best = candidate;
                    shorter = true;
                } else {
                    from += run;
                }
            }
            if (run == 1 && !shorter) {
                return best;
            }
            run = Math.max(1, run / 2);
        }
    }
}
