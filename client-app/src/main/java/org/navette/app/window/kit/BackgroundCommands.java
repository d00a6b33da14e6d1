// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.kit;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.navette.app.control.CommandDispatcher;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.text.Messages;
import org.navette.app.text.Sentences;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has things done away from the thread that draws, and brings back what came of them. */
public final class BackgroundCommands {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundCommands.class);

    private final CommandDispatcher navette;
    private final Messages messages;
    private final Executor background;
    private final Executor drawing;

    /**
     * @param background where it is done
     * @param drawing where it comes back to
     */
    public BackgroundCommands(CommandDispatcher navette, Messages messages, Executor background, Executor drawing) {
        this.navette = navette;
        this.messages = messages;
        this.background = background;
        this.drawing = drawing;
    }

    /**
     * Asks the running Navette.
     *
     * @param then gets the answer
     * @param refused gets the sentence to show
     */
    public void ask(String command, JsonObject arguments, Consumer<JsonObject> then, Consumer<String> refused) {
        work(() -> navette.run(command, arguments, messages.locale()), then, refused);
    }

    /**
     * Asks the running Navette, and makes something of the answer before it comes back.
     *
     * @param read done away from the thread that draws
     */
    public <T> void ask(
            String command,
            JsonObject arguments,
            Function<JsonObject, T> read,
            Consumer<T> then,
            Consumer<String> refused) {
        work(() -> read.apply(navette.run(command, arguments, messages.locale())), then, refused);
    }

    /**
     * Does anything.
     *
     * @param failed gets the sentence to show
     */
    public <T> void work(Callable<T> task, Consumer<T> then, Consumer<String> failed) {
        Runnable away = () -> {
            try {
                T result = task.call();
                drawing.execute(() -> then.accept(result));
            } catch (Throwable e) {
                LOG.debug("it could not be done", e);
                String sentence = sentence(e);
                drawing.execute(() -> failed.accept(sentence));
            }
        };
        try {
            background.execute(away);
        } catch (RejectedExecutionException ended) {
            LOG.debug("Navette ends, nothing is begun any more", ended);
        }
    }

    private String sentence(Throwable e) {
        return switch (e) {
            case CommandRefusedException refusal -> refusal.sentence();
            case StoreException store -> sentence(store.failure());
            case IOException io -> messages.text("control.disk", String.valueOf(io.getMessage()));
            default -> {
                LOG.warn("unexpected", e);
                yield messages.text("failure.unexpected", e.toString());
            }
        };
    }

    /** For a window: what is said on the command line may name commands, which are of no use here. */
    public String sentence(Failure failure) {
        return switch (failure) {
            case Failure.NotWebDav(String url) -> messages.text("setup.noShare", url);
            case Failure.ShareNotFound(String url) -> messages.text("setup.noShare", url);
            default -> new Sentences(messages).of(failure);
        };
    }

    /** Has something drawn. */
    public void draw(Runnable task) {
        drawing.execute(task);
    }
}
