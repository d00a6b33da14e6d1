// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.NeedsServer;

/** A real Navette with one folder on a real Apache, which runs or not, and is given commands. */
@NeedsServer(ApacheServer.PROGRAM)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class ControlledNavette {
    @RegisterExtension
    static final ApacheExtension apache = new ApacheExtension();

    Client client;
    RunningClient running;

    @BeforeEach
    void makeClient() throws IOException {
        client = new Client(apache.place(), apache.test(), apache.url().toString());
        running = new RunningClient(client);
    }

    @AfterEach
    void stop() throws Exception {
        running.stop();
    }

    final Process startWatching() throws Exception {
        return running.start();
    }

    final Client.Run command(String... arguments) throws Exception {
        return running.command(arguments);
    }

    final JsonObject json(String... arguments) throws Exception {
        return running.json(arguments);
    }

    final void add(String... more) throws Exception {
        running.add(more);
    }

    final JsonObject status() throws Exception {
        return running.status();
    }

    final void untilState(String... states) throws Exception {
        running.untilState(states);
    }

    static long children(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }
}
