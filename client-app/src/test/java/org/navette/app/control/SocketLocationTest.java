// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navette.app.api.Command;
import org.navette.app.api.CommandCatalog;
import org.navette.app.api.Event;
import org.navette.app.api.FolderCommand;
import org.navette.app.api.NavetteApi;
import org.navette.app.api.Reply;

/** Nobody else gets between a person's commands and their Navette. */
class SocketLocationTest {
    @TempDir
    private Path place;

    private static final class Echo implements NavetteApi {
        @Override
        public <R extends Reply> R run(Command<R> command, Locale language) {
            FolderCommand.Signed asked = (FolderCommand.Signed) command;
            return CommandCatalog.of(command)
                    .reply()
                    .cast(new FolderCommand.FoldersReply(List.of(asked.name().orElse(""))));
        }

        @Override
        public AutoCloseable subscribe(Locale language, Consumer<Event> events) {
            return () -> {};
        }
    }

    private Path longHome() {
        return place.resolve("a-long-name-".repeat(10));
    }

    private static String modeOf(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void answers(Path home) throws Exception {
        try (ControlClient client = ControlClient.connect(home).orElseThrow()) {
            assertEquals(
                    List.of("asked"),
                    client.run(new FolderCommand.Signed(Optional.of("asked")), Locale.ENGLISH)
                            .folders());
        }
    }

    @Test
    void whereTheHomeIsTooLongItIsInAFolderOfItsOwnThatNobodyElseEnters() throws Exception {
        Path socket;
        try (ControlServer server = ControlServer.start(longHome(), new Echo())) {
            assertTrue(Objects.nonNull(server));
            socket = SocketLocation.find(longHome()).orElseThrow();
            assertEquals("rwx------", modeOf(Objects.requireNonNull(socket.getParent())));
            assertEquals("rwx------", modeOf(SocketLocation.runFolder(longHome())));
            answers(longHome());
        }
        assertFalse(Files.exists(Objects.requireNonNull(socket.getParent())), "it is removed at the end");
        assertEquals(Optional.empty(), ControlClient.connect(longHome()));
    }

    @Test
    void whatAKilledNavetteLeftIsRemoved() throws Exception {
        Path left = SocketLocation.make(longHome());
        Files.createFile(left);
        try (ControlServer server = ControlServer.start(longHome(), new Echo())) {
            assertTrue(Objects.nonNull(server));
            assertFalse(Files.exists(Objects.requireNonNull(left.getParent())));
            answers(longHome());
        }
    }

    @Test
    void aFolderThatWasOpenToOthersIsClosedByTheServerAndNotUsedByAClient() throws Exception {
        Path home = place.resolve("home");
        Path run = Files.createDirectories(SocketLocation.runFolder(home));
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.createFile(run.resolve("control.sock"));
        assertThrows(IOException.class, () -> SocketLocation.find(home));
        assertEquals(Optional.empty(), ControlClient.connect(home));
        try (ControlServer server = ControlServer.start(home, new Echo())) {
            assertTrue(Objects.nonNull(server));
            assertEquals("rwx------", modeOf(run));
            answers(home);
        }
    }

    @Test
    void aFolderBehindALinkIsNotUsed() throws Exception {
        Path home = Files.createDirectories(place.resolve("home"));
        Path elsewhere = Files.createDirectories(place.resolve("elsewhere"));
        Files.createSymbolicLink(SocketLocation.runFolder(home), elsewhere);
        assertThrows(IOException.class, () -> SocketLocation.make(home));
        assertThrows(IOException.class, () -> InstanceLock.acquire(home));
        assertEquals(Optional.empty(), ControlClient.connect(home));
    }

    @Test
    void aNoteThatLeadsIntoAFolderOthersCanEnterIsNotFollowed() throws Exception {
        Path home = place.resolve("home");
        SocketLocation.makePrivate(SocketLocation.runFolder(home));
        Path open = Files.createDirectory(place.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path socket = Files.createFile(open.resolve("control.sock"));
        Files.writeString(SocketLocation.runFolder(home).resolve("control.path"), socket.toString());
        assertThrows(IOException.class, () -> SocketLocation.find(home));
    }
}
