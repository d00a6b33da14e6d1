// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.kit;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.navette.app.api.Command;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.NavetteApi;
import org.navette.app.api.Reply;
import org.navette.app.text.Messages;
import org.navette.app.text.Sentences;
import org.navette.app.view.LiveFeed;
import org.navette.app.view.LiveState;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has things done away from the thread that draws, and brings back what came of them. */
public final class BackgroundCommands {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundCommands.class);

    private final NavetteApi navette;
    private final Messages messages;
    private final Executor background;
    private final Executor drawing;

    /**
     * @param background where it is done
     * @param drawing where it comes back to
     */
    public BackgroundCommands(NavetteApi navette, Messages messages, Executor background, Executor drawing) {
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
    public <R extends Reply> void ask(Command<R> command, Consumer<R> then, Consumer<String> refused) {
        work(() -> navette.run(command, messages.locale()), then, refused);
    }

    /**
     * Asks the running Navette for something that shows by itself, in an event.
     *
     * @param refused gets the sentence to show
     */
    public void tell(Command<?> command, Consumer<String> refused) {
        ask(command, done -> {}, refused);
    }

    /** How everything is from now on; {@code show} is run on the thread that draws. */
    LiveFeed follow(Duration pause, Consumer<LiveState> show) {
        return new LiveFeed(navette, messages.locale(), "navette-window", pause, now -> draw(() -> show.accept(now)));
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
