// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.bench;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import com.google.common.math.Quantiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is compared runs in turn, A B A B: the same server was seen to be four times slower within an hour on one machine, and
 * what slows one run down slows its neighbour down as well.
 */
final class Turns {
    @FunctionalInterface
    interface Timed {
        Run run() throws IOException, InterruptedException;
    }

    private final Map<String, Timed> contestants = new LinkedHashMap<>();
    private final ListMultimap<String, Run> runs =
            MultimapBuilder.linkedHashKeys().arrayListValues().build();

    Turns add(String name, Timed timed) {
        contestants.put(name, timed);
        return this;
    }

    /** Lets everybody run that often; who is compared with another has its turns right beside it. */
    Turns run(int times) throws IOException, InterruptedException {
        for (int turn = 1; turn <= times; turn++) {
            for (Map.Entry<String, Timed> contestant : contestants.entrySet()) {
                settle();
                Run run = contestant.getValue().run();
                runs.put(contestant.getKey(), run);
                System.out.printf(
                        "    %d/%d %-28s %8.2f s  %6.1f s cpu  %6.0f MiB%n",
                        turn, times, contestant.getKey(), run.seconds(), run.cpuSeconds(), run.peakMib());
            }
        }
        return this;
    }

    /** What earlier runs left to be written would be paid for by the next. */
    private static void settle() throws IOException, InterruptedException {
        new ProcessBuilder("sync").start().waitFor();
    }

    List<Run> of(String name) {
        return List.copyOf(runs.get(name));
    }

    ListMultimap<String, Run> all() {
        return runs;
    }

    double medianSeconds(String name) {
        return median(of(name).stream().map(Run::seconds).toList());
    }

    double medianPeakMib(String name) {
        return median(of(name).stream().map(Run::peakMib).toList());
    }

    /** The median over the turns of one's time divided by the other's time in the same turn. */
    double pairedRatio(String one, String other) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(of(one).size(), of(other).size()); i++) {
            ratios.add(of(one).get(i).seconds() / of(other).get(i).seconds());
        }
        return median(ratios);
    }

    static double median(List<Double> values) {
        return Quantiles.median().compute(values);
    }
}
