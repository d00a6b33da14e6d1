// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.navette.demoserver.WebdavServer;

/** The server inside the demonstration. */
final class TomcatServer extends DavServer {
    private final WebdavServer server;

    private TomcatServer(Path place) throws IOException, LifecycleException {
        super(place);
        this.server = WebdavServer.start(share(), place.resolve("work"));
    }

    static TomcatServer start(Path place) throws IOException {
        try {
            return new TomcatServer(place);
        } catch (LifecycleException e) {
            throw new IOException("Tomcat did not start", e);
        }
    }

    @Override
    public URI url() {
        return server.url();
    }

    @Override
    public boolean asksForPassword() {
        return false;
    }

    @Override
    public void stop() throws InterruptedException {
        try {
            server.close();
        } catch (LifecycleException e) {
            throw new IllegalStateException("Tomcat did not stop", e);
        }
    }
}
