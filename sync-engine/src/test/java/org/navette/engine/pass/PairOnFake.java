// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.ConnectionSettings;
import org.navette.engine.dav.ShareAddress;
import org.navette.engine.port.ConflictNames;
import org.navette.engine.port.StoreException;
import org.navette.engine.port.SyncEvent;
import org.navette.testserver.FakeDav;

/** A folder on the real disk with its journal, and a fake server. */
final class PairOnFake {
    private final Path home;
    private final Path root;
    private final PairSettings settings;
    private final List<SyncEvent> events = new CopyOnWriteArrayList<>();

    PairOnFake(Path place, FakeDav server, String... leftOut) throws IOException {
        this(place.resolve("home"), place.resolve("root"), server, leftOut);
    }

    private PairOnFake(Path home, Path folder, FakeDav server, String... leftOut) throws IOException {
        this.home = home;
        this.root = Files.createDirectories(folder).toRealPath();
        Clock clock = Clock.systemUTC();
        this.settings = new PairSettings(
                home,
                root,
                new Account(
                        new ShareAddress(server.url()),
                        Optional.of(new Account.Login(FakeDav.USER, FakeDav.PASSWORD)),
                        ConnectionSettings.USUAL),
                List.of(leftOut),
                new ConflictNames("conflict", "here", clock),
                clock);
    }

    /** The same pair with another home or folder. */
    PairOnFake in(Path otherHome, Path folder, FakeDav server) throws IOException {
        return new PairOnFake(otherHome, folder, server);
    }

    FolderPair open() throws StoreException {
        return FolderPair.open(settings, events::add);
    }

    PassResult pass() throws StoreException, InterruptedException {
        return pass(PassOptions.USUAL);
    }

    PassResult pass(PassOptions options) throws StoreException, InterruptedException {
        try (FolderPair pair = open()) {
            return pair.pass(options);
        }
    }

    void write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    String read(String path) throws IOException {
        return Files.readString(root.resolve(path));
    }

    Path file(String path) {
        return root.resolve(path);
    }

    boolean has(String path) {
        return Files.exists(root.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    List<SyncEvent> events() {
        return events;
    }

    Path home() {
        return home;
    }

    Path root() {
        return root;
    }

    PairSettings settings() {
        return settings;
    }
}
