// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.navette.app.control.ControlClient;
import org.navette.app.control.ControlServer;
import org.navette.app.control.InstanceLock;
import org.navette.app.control.Refusal;
import org.navette.app.service.Commands;
import org.navette.app.service.Service;
import org.navette.app.settings.Complaint;
import org.navette.app.settings.Home;
import org.navette.app.settings.SettingsFile;
import org.navette.app.system.SystemSignals;
import org.navette.app.text.ComplaintSentences;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;
import org.navette.app.text.Sentences;
import org.navette.engine.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All pairs of the settings, with or without a face on the desktop, until it is stopped; one for each home. */
final class RunningInstance {
    private static final Logger LOG = LoggerFactory.getLogger(RunningInstance.class);

    private final Messages messages;
    private final ShareOptions options;
    private final Optional<Face.Wish> wish;
    private final Gson gson = new GsonBuilder().disableHtmlEscaping().create();
    private final Map<String, String> told = new HashMap<>();

    /** @param wish what to show on the desktop, where there is one; absent for nothing at all */
    RunningInstance(Messages messages, ShareOptions options, Optional<Face.Wish> wish) {
        this.messages = messages;
        this.options = options;
        this.wish = wish;
    }

    int run() {
        Path home = Home.ofSession(System.getenv());
        try {
            NamesOfSession.requireUtf8(messages);
        } catch (UsageException e) {
            LOG.debug("not in this session", e);
            System.err.println(e.getMessage());
            return ExitCode.USAGE;
        }
        try (InstanceLock lock = InstanceLock.acquire(home).orElse(null)) {
            if (lock == null) {
                return alreadyRunning(home);
            }
            Logging.toFiles(home);
            return runAlone(home);
        } catch (IOException e) {
            LOG.error("the instance can't run", e);
            System.err.println(messages.text("failure.journalUnusable", String.valueOf(e.getMessage())));
            return ExitCode.SOME_NOT_SYNCED;
        }
    }

    /** Whoever starts it a second time wants to see it. */
    private int alreadyRunning(Path home) throws IOException {
        Optional<ControlClient> other = wish.isPresent() ? ControlClient.connect(home) : Optional.empty();
        if (other.isPresent()) {
            try (ControlClient running = other.get()) {
                running.run(Face.SHOW, wish.get().toArguments(), messages.locale());
                return ExitCode.IN_STEP;
            } catch (Refusal e) {
                LOG.debug("it has no window", e);
            }
        }
        System.err.println(messages.text("watch.already"));
        return ExitCode.ALREADY_SYNCING;
    }

    private int runAlone(Path home) throws IOException {
        CountDownLatch stop = new CountDownLatch(1);
        Shutdown shutdown = Shutdown.arm();
        shutdown.breakOffBy(stop::countDown);
        int code = ExitCode.SOME_NOT_SYNCED;
        SettingsFile file = new SettingsFile(home, Control.policy());
        try (Service service = new Service(home, file, messages)) {
            Commands commands = new Commands(service);
            Face face = new Face(commands, service, messages, home, stop::countDown);
            try (ControlServer _ = ControlServer.start(home, face);
                    AutoCloseable _ = commands.subscribe(messages.locale(), this::tell);
                    SystemSignals _ = SystemSignals.listen(service::tellAll)) {
                wish.ifPresent(face::prepare);
                service.start();
                Thread.ofPlatform().daemon().name("navette-libraries").start(Libraries::holdAll);
                say(messages.text("watch.started", file.path().toString()));
                try (face) {
                    wish.ifPresent(face::appear);
                    stop.await();
                }
            }
            code = ExitCode.IN_STEP;
        } catch (Complaint.Found e) {
            LOG.warn("the settings cannot be used", e);
            System.err.println(new ComplaintSentences(messages).of(e.complaints()));
            code = ExitCode.USAGE;
        } catch (StoreException e) {
            LOG.error("the instance can't run", e);
            System.err.println(new Sentences(messages).of(e.failure()));
            code = ExitCode.of(e.failure());
        } catch (InterruptedException e) {
            // That is how it is stopped.
            code = ExitCode.IN_STEP;
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        } finally {
            shutdown.ended(code);
        }
        return code;
    }

    /** What a folder does, when that has changed; how far it is goes to those who ask. */
    private synchronized void tell(JsonObject event) {
        if (options.json) {
            System.out.println(gson.toJson(event));
            return;
        }
        String name = event.get("name").getAsString();
        String state = event.get("state").getAsString();
        boolean passing = state.equals("looking") || state.equals("syncing");
        String sentence = event.get("sentence").getAsString();
        if (!passing && !Objects.equals(told.put(name, sentence), sentence)) {
            say(messages.text("watch.folder", name, sentence));
        }
        for (JsonElement document : event.getAsJsonArray("documents")) {
            JsonObject open = document.getAsJsonObject();
            String key = name + "/" + open.get("path").getAsString();
            String who = open.has("holder") ? open.get("sentence").getAsString() : "";
            if (!Objects.equals(told.put(key, who), who) && !who.isEmpty()) {
                say(messages.text("watch.folder", name, who));
            }
        }
    }

    private void say(String sentence) {
        if (!options.quiet) {
            System.out.println(sentence);
        }
    }
}
