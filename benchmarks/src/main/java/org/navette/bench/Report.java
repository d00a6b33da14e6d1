// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.bench;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured: a table for people, every single run for programs, and pictures. */
final class Report {
    private final List<Line> lines = new ArrayList<>();
    private final ListMultimap<String, Run> runs =
            MultimapBuilder.linkedHashKeys().arrayListValues().build();
    private final List<Growth.Point> growth = new ArrayList<>();

    void add(Line line) {
        lines.add(line);
        System.out.println(line.asRow());
    }

    void add(Turns turns) {
        runs.putAll(turns.all());
    }

    void add(List<Growth.Point> points) {
        growth.addAll(points);
    }

    /** Writes {@code table.md}, {@code runs.json} and the charts. */
    void write(Path folder, String about) throws IOException {
        Files.createDirectories(folder);
        List<String> table = new ArrayList<>(List.of(
                about, "", "| workload | Navette | against | figure | target | |", "|---|---|---|---|---|---|"));
        lines.forEach(line -> table.add(line.asRow()));
        Files.write(folder.resolve("table.md"), table);
        Gson gson = new GsonBuilder().setPrettyPrinting().create();
        Files.writeString(
                folder.resolve("runs.json"),
                gson.toJson(Map.of("about", about, "lines", lines, "runs", runs.asMap(), "growth", growth)) + "\n");
        if (!growth.isEmpty()) {
            Charts.growth(growth, folder);
        }
        if (!runs.isEmpty()) {
            Charts.beside(runs, folder);
        }
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f s", seconds);
    }

    static String mib(double mib) {
        return Math.round(mib) + " MiB";
    }
}
