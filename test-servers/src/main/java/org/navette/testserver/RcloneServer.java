// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** {@code rclone serve webdav}, as anybody would start it over a folder of theirs. */
final class RcloneServer extends DavServer {
    static final String PROGRAM = "/usr/bin/rclone";

    private RcloneServer(Path place) throws IOException {
        super(place);
    }

    static RcloneServer start(Path place) throws IOException, InterruptedException {
        RcloneServer server = new RcloneServer(place);
        server.run(
                PROGRAM,
                "serve",
                "webdav",
                server.share().toString(),
                "--config",
                place.resolve("none.conf").toString(),
                "--addr",
                "127.0.0.1:" + server.port(),
                "--user",
                USER,
                "--pass",
                PASSWORD);
        return server;
    }

    @Override
    public URI url() {
        return url("/");
    }
}
