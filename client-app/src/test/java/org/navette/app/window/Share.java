// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Locale;
import org.apache.catalina.LifecycleException;
import org.navette.app.api.FolderCommand;
import org.navette.demoserver.WebdavServer;

/** A share on the embedded server with a few documents, the local folder of it, and a window that shows them. */
final class Share implements AutoCloseable {
    static final String NOTES = "Réunions/Ordre du jour.txt";

    final Path there;
    final Path here;
    final Path home;
    final WebdavServer server;
    private long clock;
    private boolean stopped;

    Share(Path place) throws IOException, LifecycleException {
        this.there = Files.createDirectories(place.resolve("share"));
        this.here = Files.createDirectories(place.resolve("Association"));
        this.home = place.resolve("home");
        write(there, NOTES, "1. Comptes\n2. Fête\n3. Divers\n");
        write(there, "Comptes/budget.txt", "Recettes 120\nDépenses 80\n");
        write(there, "Lisez-moi.txt", "Bienvenue.\n");
        this.server = WebdavServer.start(there, place.resolve("server"));
    }

    /** Writes a file whose time is another than that of any before, as the server's grain is a second. */
    void write(Path root, String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        clock += 3;
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(1000 - clock)));
    }

    /** Opens the window, and has the folder synced once. */
    OpenWindow synced(Locale language) throws Exception {
        OpenWindow window = new OpenWindow(home, language);
        window.navette.run(FolderCommand.Add.of(here, server.url().toString()).named("Asso"), language);
        window.untilIdle();
        window.untilShown("activities");
        return window;
    }

    /** The same file, changed on both sides. */
    void conflict(OpenWindow window, String path, String mine, String theirs) throws Exception {
        write(there, path, theirs);
        write(here, path, mine);
        window.syncNow();
        window.until(
                "a conflict", () -> !window.shell().appState().conflicts().get().isEmpty());
    }

    /** The server ends, as in a power cut. */
    void stopServer() throws LifecycleException {
        server.close();
        stopped = true;
    }

    @Override
    public void close() throws LifecycleException {
        if (!stopped) {
            server.close();
        }
    }
}
