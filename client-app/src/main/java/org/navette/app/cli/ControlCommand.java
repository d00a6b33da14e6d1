// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.navette.app.control.CommandDispatcher;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.launch.Logging;
import org.navette.app.settings.SettingsProblem;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;
import org.navette.app.text.Sentences;
import org.navette.app.text.SettingsProblemSentences;
import org.navette.engine.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** A command that is given to the running Navette, or to the settings where none runs. */
abstract class ControlCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ControlCommand.class);

    @Option(names = "--json", descriptionKey = "option.jsonObject")
    private boolean json;

    @Option(names = "--verbose", descriptionKey = "option.verbose")
    private boolean verbose;

    final Messages messages = Messages.ofSession();
    private final Gson gson = new GsonBuilder().disableHtmlEscaping().create();

    /** Does it, and returns what is to be shown. */
    abstract JsonObject run(CommandDispatcher navette) throws CommandRefusedException, UsageException, IOException;

    /** Shows it to a person. */
    abstract void show(JsonObject result);

    /** How it ended, from what it returned. */
    int exitCode(JsonObject result) {
        return ExitCode.IN_STEP;
    }

    @Override
    public final Integer call() {
        Logging.configure(verbose);
        try (Control control = Control.open(messages)) {
            if (!control.isRunning()) {
                System.err.println(messages.text("control.settingsOnly"));
            }
            JsonObject result = run(control.dispatcher());
            if (json) {
                System.out.println(gson.toJson(result));
            } else {
                show(result);
            }
            return exitCode(result);
        } catch (CommandRefusedException e) {
            LOG.debug("refused", e);
            System.err.println(e.sentence());
            return e.exitCode();
        } catch (UsageException e) {
            LOG.debug("usage", e);
            System.err.println(e.getMessage());
            return ExitCode.USAGE;
        } catch (SettingsProblem.Found e) {
            LOG.debug("settings", e);
            System.err.println(new SettingsProblemSentences(messages).of(e.complaints()));
            return ExitCode.USAGE;
        } catch (StoreException e) {
            LOG.debug("the home can't be used", e);
            System.err.println(new Sentences(messages).of(e.failure()));
            return ExitCode.of(e.failure());
        } catch (IOException e) {
            LOG.debug("the line broke off", e);
            System.err.println(messages.text("control.disk", String.valueOf(e.getMessage())));
            return ExitCode.SOME_NOT_SYNCED;
        }
    }

    final JsonObject ask(CommandDispatcher navette, String command, JsonObject arguments)
            throws CommandRefusedException {
        return navette.run(command, arguments, messages.locale());
    }

    static List<JsonObject> all(JsonObject result, String member) {
        return StreamSupport.stream(result.getAsJsonArray(member).spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    static String text(JsonObject object, String member) {
        return object.has(member) ? object.get(member).getAsString() : "";
    }

    final void say(String key, Object... values) {
        System.out.println(messages.text(key, values));
    }
}
