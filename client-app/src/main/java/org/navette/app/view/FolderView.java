// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder pair as it is now.
 *
 * @param sentence its state in words
 * @param waiting how many changes here are not on the server
 * @param problems how many entries are left alone for now
 * @param locked a sentence for each document that is open here and that somebody else works on
 */
public record FolderView(
        String name,
        Path local,
        String state,
        String sentence,
        StatusIcon mood,
        int waiting,
        int problems,
        List<String> locked) {
    public FolderView {
        locked = List.copyOf(locked);
    }

    /** From what {@code status} answers (docs/control-protocol.md). */
    static FolderView of(JsonObject folder) {
        String state = text(folder, "state");
        int problems =
                folder.has("problems") ? folder.getAsJsonArray("problems").size() : 0;
        int waiting = folder.has("waiting")
                ? folder.getAsJsonObject("waiting").get("changes").getAsInt()
                : 0;
        return new FolderView(
                text(folder, "name"),
                Path.of(text(folder, "local")),
                state,
                text(folder, "sentence"),
                mood(state, problems, waiting > 0 || !folder.has("inStep")),
                waiting,
                problems,
                locked(folder));
    }

    private static List<String> locked(JsonObject folder) {
        List<String> sentences = new ArrayList<>();
        if (folder.has("documents")) {
            for (JsonElement element : folder.getAsJsonArray("documents")) {
                JsonObject document = element.getAsJsonObject();
                if (document.has("holder")) {
                    sentences.add(text(document, "sentence"));
                }
            }
        }
        return sentences;
    }

    private static String text(JsonObject folder, String name) {
        return folder.has(name) ? folder.get(name).getAsString() : "";
    }

    /** @param open whether something is known to be to do, or nobody has looked yet; the regular look shows nothing */
    private static StatusIcon mood(String state, int problems, boolean open) {
        return switch (state) {
            case "looking" -> open ? StatusIcon.SYNCING : problems == 0 ? StatusIcon.IN_STEP : StatusIcon.ATTENTION;
            case "idle" -> problems == 0 ? StatusIcon.IN_STEP : StatusIcon.ATTENTION;
            case "syncing" -> StatusIcon.SYNCING;
            case "paused" -> StatusIcon.PAUSED;
            case "offline" -> StatusIcon.OFFLINE;
            case "needs-password", "needs-decision" -> StatusIcon.ATTENTION;
            default -> StatusIcon.ERROR;
        };
    }

    /** Whether it waits for a decision or a password, or does not go on. */
    public boolean needsSomebody() {
        return state.startsWith("needs-") || mood == StatusIcon.ERROR;
    }

    public boolean isPaused() {
        return mood == StatusIcon.PAUSED;
    }
}
