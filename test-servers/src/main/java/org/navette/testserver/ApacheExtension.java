// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An Apache for a class, in a folder of its own, and a new share for each of its tests. */
public final class ApacheExtension implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback {
    private Path place = Path.of("");
    private @Nullable ApacheServer server;
    private String test = "";

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        place = Files.createTempDirectory("navette-e2e-");
        server = ApacheServer.start(place);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        test = context.getRequiredTestMethod().getName();
        server().newShare(test);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (server != null) {
            server.stop();
        }
        MoreFiles.deleteRecursively(place, RecursiveDeleteOption.ALLOW_INSECURE);
    }

    /** Where everything of this class lives. */
    public Path place() {
        return place;
    }

    public ApacheServer server() {
        return Objects.requireNonNull(server, "not started yet");
    }

    /** The name of the running test, which is that of its share. */
    public String test() {
        return test;
    }

    /** The folder behind this test's share. */
    public Path share() {
        return server().share().resolve(test);
    }

    public URI url() {
        return server().url("/dav/" + test + "/");
    }
}
