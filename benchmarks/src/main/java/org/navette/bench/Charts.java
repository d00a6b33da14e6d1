// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.bench;

import com.google.common.collect.ListMultimap;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;

/** The pictures of {@code docs/benchmarks.md}. */
final class Charts {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;

    private Charts() {}

    /** Time and memory against the number of files. */
    static void growth(List<Growth.Point> points, Path folder) throws IOException {
        lines("Seconds, by number of files", "seconds", points, Run::seconds, folder.resolve("growth-time.svg"));
        lines(
                "Resident memory at most, by number of files",
                "MiB",
                points,
                Run::peakMib,
                folder.resolve("growth-memory.svg"));
    }

    private static void lines(
            String title, String unit, List<Growth.Point> points, ToDoubleFunction<Run> value, Path file)
            throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("files")
                .yAxisTitle(unit)
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(unit.equals("seconds"));
        List<Integer> files = points.stream().map(Growth.Point::files).toList();
        Map<String, Function<Growth.Point, Run>> passes = Map.of(
                "first sync",
                Growth.Point::first,
                "nothing changed",
                Growth.Point::nothing,
                "one change",
                Growth.Point::one);
        for (String pass : List.of("first sync", "nothing changed", "one change")) {
            List<Double> values = points.stream()
                    .map(passes.get(pass))
                    .map(value::applyAsDouble)
                    .toList();
            chart.addSeries(pass, files, values);
        }
        save(chart, file);
    }

    /** Times beside each other; they range from a tenth of a second to minutes. */
    static void beside(ListMultimap<String, Run> runs, Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        for (String name : runs.keySet()) {
            names.add(name);
            seconds.add(Turns.median(runs.get(name).stream().map(Run::seconds).toList()));
        }
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Seconds by the wall clock (median)")
                .yAxisTitle("seconds")
                .build();
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setXAxisLabelRotation(60).setYAxisLogarithmic(true).setYAxisMin(0.01);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.addSeries("seconds", names, seconds);
        save(chart, folder.resolve("times.svg"));
    }

    private static void save(Chart<?, ?> chart, Path file) throws IOException {
        VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
        // A tenth of a pixel is enough, in a third of the size.
        Files.writeString(file, Files.readString(file).replaceAll("(\\.\\d)\\d+", "$1"));
    }
}
