// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.ConnectionSettings;
import org.navette.engine.dav.ShareAddress;
import org.navette.engine.pass.FolderPair;
import org.navette.engine.pass.PairSettings;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.ConflictNames;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Problem;
import org.navette.engine.port.Reserve;
import org.navette.engine.port.SyncEvent;
import org.navette.testserver.DavServer;
import org.navette.testserver.FakeDav;

/** A folder on some disk and a share, and one pass after the other. */
final class SyncedDisk {
    private final Path home;
    private final Path root;
    private final URI share;
    private final Supplier<List<String>> requests;
    private final Reserve reserve;
    private final List<SyncEvent> told = new ArrayList<>();

    SyncedDisk(Path home, Path root, FakeDav server) {
        this(home, root, server, Reserve.USUAL);
    }

    SyncedDisk(Path home, Path root, FakeDav server, Reserve reserve) {
        this(home, root, server.url(), server::requests, reserve);
    }

    /** Of a server that does not tell what it was asked. */
    SyncedDisk(Path home, Path root, URI share) {
        this(home, root, share, List::of, Reserve.USUAL);
    }

    private SyncedDisk(Path home, Path root, URI share, Supplier<List<String>> requests, Reserve reserve) {
        this.home = home;
        this.root = root;
        this.share = share;
        this.requests = requests;
        this.reserve = reserve;
    }

    FolderPair open() throws IOException {
        Account account = new Account(
                new ShareAddress(share),
                Optional.of(new Account.Login(DavServer.USER, DavServer.PASSWORD)),
                ConnectionSettings.USUAL);
        Clock clock = Clock.systemUTC();
        ConflictNames names = new ConflictNames("conflict", "here", clock);
        return FolderPair.open(
                new PairSettings(home, root.toRealPath(), account, List.of(), names, reserve, clock), told::add);
    }

    PassResult pass() throws IOException, InterruptedException {
        told.clear();
        try (FolderPair pair = open()) {
            return pair.pass(PassOptions.USUAL);
        }
    }

    void inStep() throws IOException, InterruptedException {
        PassResult result = pass();
        assertTrue(result.isInStep(), result::toString);
    }

    /** What a pass leaves open, by path. */
    Map<String, Failure> problems() throws IOException, InterruptedException {
        PassResult result = pass();
        assertEquals(Optional.empty(), result.halted());
        return result.problems().stream().collect(Collectors.toMap(Problem::where, Problem::failure));
    }

    /** How often a path was asked for so far, whole or in part. */
    long gets(String path) {
        return requests.get().stream()
                .filter(line -> line.startsWith("GET "))
                .filter(line -> line.contains(path))
                .count();
    }

    Path file(String name) {
        return root.resolve(name);
    }

    void save(String name, String text) throws IOException {
        Files.writeString(file(name), text);
    }

    String read(String name) throws IOException {
        return Files.readString(file(name));
    }
}
