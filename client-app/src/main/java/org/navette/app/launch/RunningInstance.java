// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.Event;
import org.navette.app.api.FolderStateReply;
import org.navette.app.api.FolderStatusReply;
import org.navette.app.api.FolderStatusReply.DocumentReply;
import org.navette.app.control.ControlClient;
import org.navette.app.control.ControlServer;
import org.navette.app.control.InstanceLock;
import org.navette.app.control.JsonBinding;
import org.navette.app.desktop.SystemSignals;
import org.navette.app.service.Commands;
import org.navette.app.service.Service;
import org.navette.app.settings.NavetteHome;
import org.navette.app.settings.PolicyLocation;
import org.navette.app.settings.SettingsFile;
import org.navette.app.settings.SettingsProblem;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;
import org.navette.app.text.Sentences;
import org.navette.app.text.SettingsProblemSentences;
import org.navette.engine.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All pairs of the settings, with or without a face on the desktop, until it is stopped; one for each home. */
public final class RunningInstance {
    /**
     * What it prints on the terminal.
     *
     * @param json whether events are JSON objects, one a line
     * @param quiet whether sentences are left out
     */
    public record Output(boolean json, boolean quiet) {
        public static final Output SENTENCES = new Output(false, false);
    }

    private static final Logger LOG = LoggerFactory.getLogger(RunningInstance.class);

    private final Messages messages;
    private final Output output;
    private final Optional<DesktopShell.Wish> wish;
    private final Map<String, String> told = new HashMap<>();

    /** @param wish what to show on the desktop, where there is one; absent for nothing at all */
    public RunningInstance(Messages messages, Output output, Optional<DesktopShell.Wish> wish) {
        this.messages = messages;
        this.output = output;
        this.wish = wish;
    }

    public int run() {
        Path home = NavetteHome.ofSession(System.getenv());
        Optional<String> unusable = SessionEncoding.problem(messages);
        if (unusable.isPresent()) {
            System.err.println(unusable.get());
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
                running.run(wish.get().toCommand(), messages.locale());
                return ExitCode.IN_STEP;
            } catch (CommandRefusedException e) {
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
        SettingsFile file = new SettingsFile(home, PolicyLocation.ofSystem());
        try (Service service = new Service(home, file, messages)) {
            Commands commands = new Commands(service);
            DesktopShell desktopShell = new DesktopShell(commands, service, messages, home, stop::countDown);
            try (ControlServer _ = ControlServer.start(home, desktopShell);
                    AutoCloseable _ = commands.subscribe(messages.locale(), this::tell);
                    SystemSignals _ = SystemSignals.listen(service::tellAll)) {
                wish.ifPresent(desktopShell::prepare);
                service.start();
                Thread.ofPlatform().daemon().name("navette-libraries").start(OpenLibraries::holdAll);
                say(messages.text("watch.started", file.path().toString()));
                try (desktopShell) {
                    wish.ifPresent(desktopShell::appear);
                    stop.await();
                }
            }
            code = ExitCode.IN_STEP;
        } catch (SettingsProblem.Found e) {
            LOG.warn("the settings cannot be used", e);
            System.err.println(new SettingsProblemSentences(messages).of(e.complaints()));
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
    private void tell(Event event) {
        if (event instanceof Event.Status status) {
            if (output.json()) {
                System.out.println(JsonBinding.text(status));
            } else {
                status.folder().status().ifPresent(now -> tell(status.folder().name(), now));
            }
        }
    }

    private synchronized void tell(String name, FolderStatusReply status) {
        boolean passing = status.state() instanceof FolderStateReply.Looking
                || status.state() instanceof FolderStateReply.Syncing;
        if (!passing && !Objects.equals(told.put(name, status.sentence()), status.sentence())) {
            say(messages.text("watch.folder", name, status.sentence()));
        }
        for (DocumentReply document : status.documents()) {
            String key = name + "/" + document.path();
            String who = document.holder().isPresent() ? document.sentence() : "";
            if (!Objects.equals(told.put(key, who), who) && !who.isEmpty()) {
                say(messages.text("watch.folder", name, who));
            }
        }
    }

    private void say(String sentence) {
        if (!output.quiet()) {
            System.out.println(sentence);
        }
    }
}
