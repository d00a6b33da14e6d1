// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.navette.app.api.Command;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.NavetteApi;
import org.navette.app.api.Reply;
import org.navette.app.control.JsonBinding;
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

/**
 * A command that is given to the running Navette, or to the settings where none runs.
 *
 * @param <R> what it answers
 */
abstract class ControlCommand<R extends Reply> implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ControlCommand.class);

    @Option(names = "--json", descriptionKey = "option.jsonObject")
    private boolean json;

    @Option(names = "--verbose", descriptionKey = "option.verbose")
    private boolean verbose;

    final Messages messages = Messages.ofSession();

    /** Does it, and returns what is to be shown. */
    abstract R run(NavetteApi navette) throws CommandRefusedException, UsageException, IOException;

    /** Shows it to a person. */
    abstract void show(R reply);

    /** How it ended, from what was answered. */
    int exitCode(R reply) {
        return ExitCode.IN_STEP;
    }

    @Override
    public final Integer call() {
        Logging.configure(verbose);
        try (Control control = Control.open(messages)) {
            if (!control.isRunning()) {
                System.err.println(messages.text("control.settingsOnly"));
            }
            R reply = run(control.navette());
            if (json) {
                System.out.println(JsonBinding.text((Record) reply));
            } else {
                show(reply);
            }
            return exitCode(reply);
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

    final <A extends Reply> A ask(NavetteApi navette, Command<A> command) throws CommandRefusedException {
        return navette.run(command, messages.locale());
    }

    final void say(String key, Object... values) {
        System.out.println(messages.text(key, values));
    }
}
