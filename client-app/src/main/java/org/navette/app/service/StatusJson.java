// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.navette.app.settings.SettingKey;
import org.navette.app.settings.SettingValues;
import org.navette.app.settings.Settings;
import org.navette.app.text.EnumNames;
import org.navette.app.text.Messages;
import org.navette.app.text.Sentences;
import org.navette.app.text.StateSentences;
import org.navette.engine.locking.OpenDocument;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Problem;
import org.navette.engine.schedule.FolderState;
import org.navette.engine.schedule.FolderState.Question;
import org.navette.engine.schedule.FolderStatus;

/** A folder's status as docs/control-protocol.md has it. */
final class StatusJson {
    private StatusJson() {}

    static JsonObject of(FolderRun run, Settings settings, Messages messages) {
        JsonObject json = about(run.name(), run.values(), settings);
        addStatus(run.status(), messages, json);
        return json;
    }

    /** Names of people, servers and files in a status, for whoever masks them. */
    static JsonArray names(FolderStatus status) {
        JsonArray names = new JsonArray();
        NamesIn.of(status).forEach(names::add);
        return names;
    }

    static void addStatus(FolderStatus status, Messages messages, JsonObject json) {
        json.addProperty("state", name(status.state()));
        json.addProperty("sentence", new StateSentences(messages).of(status));
        details(status.state(), json);
        status.inStep().ifPresent(time -> json.addProperty("inStep", time.toString()));
        JsonObject waiting = new JsonObject();
        waiting.addProperty("changes", status.waiting().changes());
        waiting.addProperty("bytes", status.waiting().bytes());
        json.add("waiting", waiting);
        json.addProperty("watch", EnumNames.of(status.watch()));
        JsonArray problems = new JsonArray();
        for (Problem problem : status.problems()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("path", problem.where());
            entry.addProperty("failure", problem.failure().getClass().getSimpleName());
            entry.addProperty("sentence", new Sentences(messages).of(problem.failure()));
            problems.add(entry);
        }
        json.add("problems", problems);
        JsonArray documents = new JsonArray();
        for (OpenDocument document : status.documents()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("path", document.path().value());
            document.holder().ifPresent(holder -> entry.addProperty("holder", holder));
            entry.addProperty("sentence", new StateSentences(messages).of(document));
            documents.add(entry);
        }
        json.add("documents", documents);
    }

    /** What is known of a pair that does not run. */
    static JsonObject about(String name, SettingValues folder, Settings settings) {
        JsonObject json = new JsonObject();
        json.addProperty("name", name);
        json.addProperty("local", PairSettingsFactory.root(folder).toString());
        SettingValues account =
                folder.text(SettingKey.ACCOUNT).flatMap(settings::account).orElse(SettingValues.NONE);
        // A pair that was just taken out of the settings still tells how it ended.
        json.addProperty(
                "url",
                account.text(SettingKey.URL).isEmpty()
                        ? ""
                        : PairSettingsFactory.address(account, folder).toString());
        account.text(SettingKey.USER).ifPresent(user -> json.addProperty("user", user));
        json.addProperty("account", folder.text(SettingKey.ACCOUNT).orElse(""));
        json.addProperty("mode", folder.text(SettingKey.MODE).orElse(""));
        return json;
    }

    private static String name(FolderState state) {
        return switch (state) {
            case FolderState.Idle i -> "idle";
            case FolderState.Looking l -> "looking";
            case FolderState.Syncing s -> "syncing";
            case FolderState.Paused p -> "paused";
            case FolderState.Offline o -> "offline";
            case FolderState.NeedsPassword n -> "needs-password";
            case FolderState.NeedsDecision n -> "needs-decision";
            case FolderState.ShareGone s -> "share-gone";
            case FolderState.Stopped s -> "stopped";
        };
    }

    private static JsonObject certificate(Failure.CertificateNotTrusted failure) {
        JsonObject json = new JsonObject();
        json.addProperty("subject", failure.subject());
        json.addProperty("issuer", failure.issuer());
        json.addProperty("from", failure.from().toString());
        json.addProperty("until", failure.until().toString());
        json.addProperty("sha256", failure.sha256());
        json.addProperty("changed", failure.changed());
        return json;
    }

    private static void details(FolderState state, JsonObject json) {
        switch (state) {
            case FolderState.Idle(var next) -> json.addProperty("nextLook", next.toString());
            case FolderState.Syncing(var progress) -> {
                JsonObject far = new JsonObject();
                far.addProperty("filesDone", progress.filesDone());
                far.addProperty("files", progress.files());
                far.addProperty("bytesDone", progress.bytesDone());
                far.addProperty("bytes", progress.bytes());
                json.add("progress", far);
            }
            case FolderState.Paused(var until, var reason) -> {
                until.ifPresent(time -> json.addProperty("until", time.toString()));
                json.addProperty("reason", EnumNames.of(reason));
            }
            case FolderState.Offline(var since, var next, var why) -> {
                json.addProperty("since", since.toString());
                json.addProperty("nextTry", next.toString());
            }
            case FolderState.ShareGone(var next, var why) -> json.addProperty("nextTry", next.toString());
            case FolderState.NeedsDecision(Question.Deletions(var paths, var doubt, long recent)) -> {
                json.addProperty("question", "deletions");
                JsonArray held = new JsonArray();
                paths.forEach(path -> held.add(path.value()));
                json.add("held", held);
                json.addProperty("deletedBefore", recent);
            }
            case FolderState.NeedsDecision(Question.Certificate(var failure, var next)) -> {
                json.addProperty("question", "certificate");
                json.add("certificate", certificate(failure));
            }
            case FolderState.NeedsDecision(Question.Folder folder) -> json.addProperty("question", "folder");
            case FolderState.Looking l -> {}
            case FolderState.NeedsPassword n -> {}
            case FolderState.Stopped s -> {}
        }
    }
}
