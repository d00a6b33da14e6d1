// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a small association keeps: the documents of the demonstration. */
final class SampleShare {
    static final String TEXT = "Lisez-moi.txt";
    static final String SPREADSHEET = "Comptes/Budget 2026.ods";
    static final String SPREADSHEET_RENAMED = "Comptes/Budget prévisionnel 2026.ods";
    static final String MINUTES = "Réunions/2026/Compte rendu d’octobre.txt";
    static final String NOTES = "Réunions/2026/Ordre du jour.txt";
    private static final String POSTER = "Communication/Affiche fête d’été.png";
    private static final String LETTER = "Communication/Lettre aux adhérents.odt";

    /** A file of the share, and the resource with its content. */
    private record Sample(String path, String resource) {}

    private static final List<Sample> SAMPLES = List.of(
            new Sample(TEXT, "readme.txt"),
            new Sample(SPREADSHEET, "budget.ods"),
            new Sample(MINUTES, "minutes.txt"),
            new Sample(NOTES, "agenda.txt"),
            new Sample(POSTER, "poster.png"),
            new Sample(LETTER, "letter.odt"));

    private SampleShare() {}

    static void writeTo(Path share) throws IOException {
        for (Sample sample : SAMPLES) {
            Path file = share.resolve(sample.path());
            Files.createDirectories(file.resolveSibling(".").normalize());
            try (InputStream content = SampleShare.class.getResourceAsStream(sample.resource())) {
                if (content == null) {
                    throw new IOException("the sample " + sample.resource() + " is missing from the program");
                }
                Files.copy(content, file);
            }
        }
        Files.createDirectories(share.resolve("Photos/à trier"));
    }
}
