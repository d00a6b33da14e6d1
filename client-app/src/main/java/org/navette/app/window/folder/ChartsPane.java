// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.folder;

import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javafx.scene.chart.BarChart;
import javafx.scene.chart.CategoryAxis;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.navette.app.api.FolderCommand;
import org.navette.app.api.FolderCommand.FolderSize;
import org.navette.app.api.HistoryCommand;
import org.navette.app.view.FolderDetail;
import org.navette.app.view.TransferDay;
import org.navette.app.window.kit.Controls;
import org.navette.app.window.kit.ScreenContext;

/** How much went over the line in the last days, and what takes up the space here. */
final class ChartsPane extends ScrollPane {
    private static final int DAYS = 14;
    private static final int MOST_FOLDERS = 12;
    private static final double HEIGHT = 220;

    private final ScreenContext context;
    private final VBox transfer = new VBox(8);
    private final VBox space = new VBox(8);

    ChartsPane(ScreenContext context, String folder) {
        this.context = context;
        setFitToWidth(true);
        getStyleClass().add("edge-to-edge");
        VBox page = new VBox(
                8,
                Controls.label(context.text("ui.charts.transfer", DAYS), "section"),
                transfer,
                Controls.label(context.text("ui.charts.space"), "section"),
                space);
        page.getStyleClass().add("pane");
        setContent(page);
        String server = context.appState()
                .folder(folder)
                .map(FolderDetail::url)
                .map(url -> URI.create(url).getAuthority())
                .orElse("");
        LocalDate today = LocalDate.now(context.clock().withZone(ZoneOffset.UTC));
        context.commands()
                .ask(
                        new HistoryCommand.Traffic(),
                        answer -> showTransfer(TransferDay.last(DAYS, today, answer.traffic(), server)),
                        context.say());
        context.commands().ask(new FolderCommand.Space(folder), answer -> showSpace(answer.folders()), context.say());
    }

    private void showTransfer(List<TransferDay> days) {
        CategoryAxis time = new CategoryAxis();
        NumberAxis bytes = new NumberAxis();
        bytes.setTickLabelFormatter(new Bytes());
        BarChart<String, Number> chart = new BarChart<>(time, bytes);
        chart.setId("transfer");
        chart.setAnimated(false);
        chart.setPrefHeight(HEIGHT);
        chart.setMinHeight(HEIGHT);
        DateTimeFormatter format = DateTimeFormatter.ofPattern(
                context.text("ui.charts.day"), context.messages().locale());
        XYChart.Series<String, Number> sent = new XYChart.Series<>();
        sent.setName(context.text("ui.charts.sent"));
        XYChart.Series<String, Number> received = new XYChart.Series<>();
        received.setName(context.text("ui.charts.received"));
        for (TransferDay day : days) {
            sent.getData().add(new XYChart.Data<>(format.format(day.day()), day.sent()));
            received.getData().add(new XYChart.Data<>(format.format(day.day()), day.received()));
        }
        chart.getData().addAll(List.of(sent, received));
        long allSent = days.stream().mapToLong(TransferDay::sent).sum();
        long allReceived = days.stream().mapToLong(TransferDay::received).sum();
        String words = context.text(
                "ui.charts.words",
                context.messages().bytes(allSent),
                context.messages().bytes(allReceived));
        Controls.spoken(chart, words);
        transfer.getChildren().setAll(Controls.paragraph(words), chart);
    }

    private void showSpace(List<FolderSize> folders) {
        long all = folders.stream().mapToLong(FolderSize::bytes).sum();
        long files = folders.stream().mapToLong(FolderSize::files).sum();
        GridPane grid = new GridPane(12, 6);
        grid.setId("space");
        int line = 0;
        for (FolderSize folder : folders.stream().limit(MOST_FOLDERS).toList()) {
            String name = folder.name().isEmpty() ? context.text("ui.charts.beside") : folder.name();
            ProgressBar bar = new ProgressBar(all == 0 ? 0 : (double) folder.bytes() / all);
            bar.setMaxWidth(Double.MAX_VALUE);
            Controls.spoken(bar, name);
            GridPane.setHgrow(bar, Priority.ALWAYS);
            Label size = Controls.label(context.messages().bytes(folder.bytes()), "small");
            size.setMinWidth(USE_PREF_SIZE);
            Label label = Controls.label(name);
            label.setMaxWidth(220);
            grid.addRow(line++, label, bar, size);
        }
        space.getChildren()
                .setAll(
                        Controls.paragraph(context.text(
                                "ui.charts.total", files, context.messages().bytes(all))),
                        grid);
    }

    private final class Bytes extends StringConverter<Number> {
        @Override
        public String toString(Number bytes) {
            return context.messages().bytes(bytes.longValue());
        }

        @Override
        public Number fromString(String text) {
            throw new UnsupportedOperationException("nobody types into an axis");
        }
    }
}
