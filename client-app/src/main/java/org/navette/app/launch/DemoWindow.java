// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.launch;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.navette.app.api.CommandRefusedException;
import org.navette.app.api.FolderCommand;
import org.navette.app.api.FolderStateReply;
import org.navette.app.api.Status;
import org.navette.app.demo.LiveDemo;
import org.navette.app.service.Commands;
import org.navette.app.service.Service;
import org.navette.app.settings.SettingsFile;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The demonstration in a window: a whole Navette with a home of its own, on the sample share, until the window is closed. */
public final class DemoWindow {
    private static final Logger LOG = LoggerFactory.getLogger(DemoWindow.class);
    private static final long STEP_MILLIS = 200;
    private static final int MOST_STEPS = 300;

    private final Messages messages;
    private final CountDownLatch stop = new CountDownLatch(1);

    public DemoWindow(Messages messages) {
        this.messages = messages;
    }

    /** @return absent if no window can be shown after all */
    public Optional<Integer> run(Path parent) throws Exception {
        Shutdown shutdown = Shutdown.arm();
        shutdown.breakOffBy(stop::countDown);
        try (LiveDemo demo = LiveDemo.start(messages, parent);
                Service service = new Service(
                        demo.home(), new SettingsFile(demo.home(), demo.home().resolve("policy.toml")), messages)) {
            service.start();
            Commands commands = new Commands(service);
            commands.run(FolderCommand.Add.of(demo.folder(), demo.url().toString()), messages.locale());
            try (DesktopShell desktopShell =
                    new DesktopShell(commands, service, messages, demo.home(), stop::countDown)) {
                if (!desktopShell.openAlone()) {
                    return Optional.empty();
                }
                System.out.println(messages.text("demo.start", demo.url().toString()));
                System.out.println(messages.text("demo.window", demo.place().toString()));
                play(demo, commands);
                stop.await();
            }
            return Optional.of(ExitCode.IN_STEP);
        } catch (InterruptedException stopped) {
            return Optional.of(ExitCode.IN_STEP);
        } finally {
            shutdown.ended(ExitCode.IN_STEP);
        }
    }

    /** What happens meanwhile: work on both sides, and in the end on the same file. */
    private void play(LiveDemo demo, Commands commands) throws Exception {
        if (untilIdle(commands)) {
            demo.change();
            commands.run(FolderCommand.SyncNow.of(Optional.empty()), messages.locale());
        }
        if (untilIdle(commands)) {
            demo.conflict();
            commands.run(FolderCommand.SyncNow.of(Optional.empty()), messages.locale());
        }
    }

    /** @return whether it is, before somebody closed the window */
    private boolean untilIdle(Commands commands) throws CommandRefusedException, InterruptedException {
        // A change is noticed a moment after it was made.
        boolean ended = stop.await(2, TimeUnit.SECONDS);
        for (int step = 0; step < MOST_STEPS && !ended; step++) {
            boolean idle = commands.run(Status.PLAIN, messages.locale()).folders().stream()
                    .flatMap(folder -> folder.status().stream())
                    .allMatch(status -> status.state() instanceof FolderStateReply.Idle
                            && status.inStep().isPresent());
            if (idle) {
                return true;
            }
            ended = stop.await(STEP_MILLIS, TimeUnit.MILLISECONDS);
        }
        LOG.debug("the demonstration ends early");
        return false;
    }
}
