// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.ConnectionSettings;
import org.navette.engine.dav.ShareAddress;
import org.navette.engine.pass.PairSettings;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.ConflictNames;
import org.navette.engine.port.Failure;
import org.navette.engine.port.SyncEvent;
import org.navette.testserver.FakeDav;

@Tag("integration")
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SyncFolderTest {
    @TempDir
    private Path place;

    private final BlockingQueue<FolderStatus> seen = new LinkedBlockingQueue<>();
    private final AtomicBoolean broken = new AtomicBoolean(true);
    private Consumer<SyncEvent> fault = event -> {};

    /** Somebody who watches, and has a fault. */
    private final class Faulty implements SyncFolder.Observer {
        @Override
        public void status(FolderStatus status) {
            seen.add(status);
        }

        @Override
        public void ended(PassResult result) {}

        @Override
        public void on(SyncEvent event) {
            if (broken.get()) {
                fault.accept(event);
            }
        }
    }

    private FolderStatus until(Class<? extends FolderState> state) throws InterruptedException {
        FolderStatus status = seen.take();
        while (!state.isInstance(status.state())) {
            assertFalse(status.state() instanceof FolderState.Idle, "nobody knows that yet");
            status = seen.take();
        }
        return status;
    }

    @Test
    void aPassThatDiesIsNotTakenForOneThatFoundEverythingInStep() throws Exception {
        fault = event -> {
            if (event instanceof SyncEvent.Planned) {
                throw new IllegalStateException("a fault nobody thought of");
            }
        };
        diesAndRecovers();
    }

    /** Thrown in a worker, as by too large a listing: what it was about to do counted as done. */
    @Test
    void anErrorInAWorkerFailsThePass() throws Exception {
        fault = event -> {
            if (event instanceof SyncEvent.Done) {
                throw new OutOfMemoryError("so it says");
            }
        };
        diesAndRecovers();
    }

    private void diesAndRecovers() throws Exception {
        try (FakeDav server = FakeDav.start(Set.of())) {
            Path root = Files.createDirectory(place.resolve("root"));
            Files.writeString(root.resolve("a.txt"), "a");
            Account account = new Account(
                    new ShareAddress(server.url()),
                    Optional.of(new Account.Login(FakeDav.USER, FakeDav.PASSWORD)),
                    ConnectionSettings.USUAL);
            Clock clock = Clock.systemUTC();
            PairSettings pair = new PairSettings(
                    place.resolve("home"),
                    root.toRealPath(),
                    account,
                    List.of(),
                    new ConflictNames("conflict", "here", clock),
                    clock);
            SyncFolder folder =
                    new SyncFolder(new SyncFolder.Settings(pair, FolderOptions.USUAL, Optional.empty()), new Faulty());
            Thread life = Thread.ofVirtual().start(folder::run);

            FolderStatus failed = until(FolderState.Offline.class);
            FolderState.Offline offline = assertInstanceOf(FolderState.Offline.class, failed.state());
            assertInstanceOf(Failure.Unexpected.class, offline.why());
            assertEquals(Optional.empty(), failed.inStep());

            // It is tried again by itself, and goes on where the fault is gone.
            broken.set(false);
            assertTrue(until(FolderState.Idle.class).inStep().isPresent());
            assertEquals(Optional.of("a"), server.content("/a.txt"));
            folder.tell(new Signal.Stop());
            life.join();
        }
    }
}
