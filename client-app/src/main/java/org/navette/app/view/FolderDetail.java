// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.navette.engine.dav.PublicLinks;

/**
 * A folder pair with everything that is told of it.
 *
 * @param user who signs in; empty if nobody, or nobody has said it yet
 * @param question {@code deletions}, {@code certificate} or {@code folder}; empty if nothing is asked
 * @param held what would be deleted, if that is the question
 * @param certificate what is asked about, if that is the question
 * @param inStep when it last was; absent if it never was since Navette began
 * @param waitingBytes of what is here and not on the server
 */
public record FolderDetail(
        FolderView view,
        String url,
        String account,
        String user,
        String mode,
        Optional<Progress> progress,
        String question,
        List<String> held,
        Optional<CertificateView> certificate,
        List<Trouble> troubles,
        Optional<Instant> inStep,
        long waitingBytes) {
    public FolderDetail {
        held = List.copyOf(held);
        troubles = List.copyOf(troubles);
    }

    /** How far a sync is. */
    public record Progress(int filesDone, int files, long bytesDone, long bytes) {
        /** From 0 to 1: by the bytes, and where there are none by the files. */
        public double share() {
            if (bytes > 0) {
                return (double) bytesDone / bytes;
            }
            return files > 0 ? (double) filesDone / files : 0;
        }
    }

    /** An entry that is left alone for now, and why. */
    public record Trouble(String path, String sentence) {}

    /** From what {@code status} answers (docs/control-protocol.md). */
    public static List<FolderDetail> all(JsonObject status) {
        return Json.all(status, "folders").stream().map(FolderDetail::of).toList();
    }

    static FolderDetail of(JsonObject folder) {
        List<Trouble> troubles = new ArrayList<>();
        for (JsonObject problem : Json.all(folder, "problems")) {
            troubles.add(new Trouble(Json.text(problem, "path"), Json.text(problem, "sentence")));
        }
        Optional<Progress> progress =
                folder.has("progress") ? Optional.of(progress(folder.getAsJsonObject("progress"))) : Optional.empty();
        return new FolderDetail(
                FolderView.of(folder),
                Json.text(folder, "url"),
                Json.text(folder, "account"),
                Json.text(folder, "user"),
                Json.text(folder, "mode"),
                progress,
                Json.text(folder, "question"),
                Json.texts(folder, "held"),
                folder.has("certificate")
                        ? Optional.of(CertificateView.of(folder.getAsJsonObject("certificate")))
                        : Optional.empty(),
                troubles,
                Json.time(folder, "inStep"),
                folder.has("waiting") ? Json.number(folder.getAsJsonObject("waiting"), "bytes") : 0);
    }

    private static Progress progress(JsonObject json) {
        return new Progress(
                (int) Json.number(json, "filesDone"),
                (int) Json.number(json, "files"),
                Json.number(json, "bytesDone"),
                Json.number(json, "bytes"));
    }

    /** Whether its server may make links for everybody. */
    public boolean mayHaveLinks() {
        return PublicLinks.mayBeAt(url);
    }

    public String name() {
        return view.name();
    }
}
