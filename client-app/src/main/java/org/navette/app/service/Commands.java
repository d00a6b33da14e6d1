// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.navette.app.control.CommandDispatcher;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.settings.SettingsProblem;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;
import org.navette.app.text.Sentences;
import org.navette.app.text.SettingsProblemSentences;
import org.navette.engine.port.StoreException;

/** Everything that can be asked of Navette, running or not; docs/control-protocol.md lists it. */
public final class Commands implements CommandDispatcher {
    private final Service service;
    private final Map<String, CommandHandler> handlers = new LinkedHashMap<>();

    /** @param service started, or with its settings read */
    public Commands(Service service) {
        this.service = service;
        handlers.put("status", this::status);
        FolderCommands folders = new FolderCommands(service);
        handlers.put("add", folders::add);
        handlers.put("remove", new FolderRemoval(service)::remove);
        handlers.put("pause", folders::pause);
        handlers.put("resume", folders::resume);
        handlers.put("sync-now", folders::syncNow);
        handlers.put("signed", folders::signed);
        SettingsCommands settings = new SettingsCommands(service);
        handlers.put("settings", settings::list);
        handlers.put("set", settings::set);
        ConflictCommands conflicts = new ConflictCommands(service);
        handlers.put("conflicts", conflicts::list);
        handlers.put("settle", conflicts::settle);
        HistoryCommands history = new HistoryCommands(service);
        handlers.put("log", history::log);
        handlers.put("undo", history::undo);
        handlers.put("traffic", history::traffic);
        FileCommands files = new FileCommands(service);
        handlers.put("file-status", files::status);
        handlers.put("file-address", files::address);
        handlers.put("file-link", files::link);
        handlers.put("file-versions", files::versions);
        handlers.put("file-restore", files::restore);
        handlers.put("leave-out", files::leaveOut);
        AccountCommands accounts = new AccountCommands(service);
        handlers.put("account", accounts::about);
        handlers.put("examine", accounts::examine);
        SpaceCommands space = new SpaceCommands(service);
        handlers.put("space", space::byFolder);
        handlers.put("left-out", space::leftOut);
    }

    @Override
    public JsonObject run(String command, JsonObject arguments, Locale language) throws CommandRefusedException {
        Messages messages = new Messages(language);
        CommandHandler handler = handlers.get(command);
        if (handler == null) {
            throw new CommandRefusedException(messages.text("control.unknown", command), ExitCode.USAGE);
        }
        try {
            return handler.run(new CommandRequest(arguments, messages));
        } catch (StoreException e) {
            throw refusal(new Sentences(messages).of(e.failure()), ExitCode.of(e.failure()), e);
        } catch (SettingsProblem.Found e) {
            throw refusal(new SettingsProblemSentences(messages).of(e.complaints()), ExitCode.USAGE, e);
        } catch (IOException e) {
            throw refusal(messages.text("control.disk", String.valueOf(e.getMessage())), ExitCode.SOME_NOT_SYNCED, e);
        }
    }

    private static CommandRefusedException refusal(String sentence, int exitCode, Exception cause) {
        CommandRefusedException refusal = new CommandRefusedException(sentence, exitCode);
        refusal.initCause(cause);
        return refusal;
    }

    private JsonObject status(CommandRequest asked) {
        JsonObject result = new JsonObject();
        result.addProperty("running", service.isStarted());
        JsonArray folders = new JsonArray();
        if (service.isStarted()) {
            for (FolderRun run : service.runs()) {
                JsonObject folder = StatusJson.of(run, service.settings(), asked.messages());
                if (asked.yes("names")) {
                    folder.add("names", StatusJson.names(run.status()));
                }
                folders.add(folder);
            }
        } else {
            service.settings()
                    .folders()
                    .forEach((name, values) -> folders.add(StatusJson.about(name, values, service.settings())));
        }
        result.add("folders", folders);
        service.update(asked.messages()).ifPresent(update -> result.add("update", update));
        if (!service.complaints().isEmpty()) {
            result.addProperty("complaint", new SettingsProblemSentences(asked.messages()).of(service.complaints()));
        }
        return result;
    }

    @Override
    public AutoCloseable subscribe(Locale language, Consumer<JsonObject> events) {
        Messages messages = new Messages(language);
        return service.listen(run -> {
            JsonObject event = StatusJson.of(run, service.settings(), messages);
            event.addProperty("event", "status");
            events.accept(event);
        });
    }
}
