// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.navette.testserver.DavServer;

/** One installation of Navette with a memory of its own, as a user has it. */
final class Client {
    private final Bed bed;
    private final Path home;
    private final Path folder;
    private final URI share;

    Client(Bed bed, Path folder, URI share) {
        this.bed = bed;
        this.home = bed.place().resolve(bed.fresh("home"));
        this.folder = folder;
        this.share = share;
    }

    /** {@code navette sync}, to its end; it must say that everything is in step. */
    Run sync() throws IOException, InterruptedException {
        return start("sync", folder.toString(), share.toString(), "--quiet").await();
    }

    /** Lets it get to know the server, with a little file, as after the first day. */
    Client acquainted() throws IOException, InterruptedException {
        Path note = folder.resolve("note.txt");
        Files.writeString(note, "hello");
        sync();
        return this;
    }

    /** {@code navette watch}, until it is closed. */
    Program watch() throws IOException {
        return start("watch", folder.toString(), share.toString(), "--quiet");
    }

    Program start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(bed.navette());
        command.addAll(List.of(arguments));
        Map<String, String> environment = Map.of(
                "NAVETTE_HOME",
                home.toString(),
                "NAVETTE_USER",
                DavServer.USER,
                "NAVETTE_PASSWORD",
                DavServer.PASSWORD,
                "LC_ALL",
                "C.UTF-8");
        return Program.start(bed.log(), environment, command);
    }

    /** Leaves nothing in the folder, for the next one to begin anew. */
    void leave() throws IOException {
        Trees.delete(folder.resolve(".navette"));
    }
}
