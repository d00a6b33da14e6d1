// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.demoserver;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.WebdavServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.StandardRoot;

/** Tomcat's WebDAV servlet over one folder, on this machine only. */
public final class WebdavServer implements AutoCloseable {
    /** Kept, or its level would be forgotten with it. */
    private static final Logger TOMCAT_LOG = Logger.getLogger("org.apache");

    private final Tomcat tomcat = new Tomcat();

    private WebdavServer() {}

    /**
     * Starts on a free port of the loopback interface.
     *
     * @param work where the server may keep files of its own
     */
    public static WebdavServer start(Path share, Path work) throws IOException, LifecycleException {
        return start(share, work, 0);
    }

    /** The same, on a port of one's choice. */
    public static WebdavServer start(Path share, Path work, int port) throws IOException, LifecycleException {
        TOMCAT_LOG.setLevel(Level.WARNING);
        WebdavServer server = new WebdavServer();
        Files.createDirectories(work);
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        server.tomcat.setBaseDir(work.toString());
        server.tomcat.setConnector(connector);
        Context context = server.tomcat.addContext("", share.toString());
        StandardRoot resources = new StandardRoot(context);
        // With its cache it tells lengths and absences that are five seconds old (observed).
        resources.setCachingAllowed(false);
        context.setResources(resources);
        Wrapper servlet = Tomcat.addServlet(context, "webdav", new WebdavServlet());
        servlet.addInitParameter("readonly", "false");
        servlet.addInitParameter("listings", "true");
        servlet.addMapping("/*");
        // Else Tomcat's chores complain about a servlet that nobody has asked anything yet.
        servlet.setLoadOnStartup(1);
        server.tomcat.start();
        return server;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/");
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
