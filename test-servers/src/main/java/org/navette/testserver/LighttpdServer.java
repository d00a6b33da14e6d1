// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Debian's lighttpd with mod_webdav. */
final class LighttpdServer extends DavServer {
    static final String PROGRAM = "/usr/sbin/lighttpd";

    private LighttpdServer(Path place) throws IOException {
        super(place);
    }

    static LighttpdServer start(Path place) throws IOException, InterruptedException {
        LighttpdServer server = new LighttpdServer(place);
        server.writeUsers();
        openDirectory(place.resolve("tmp"));
        openDirectory(place.resolve("state"));
        Path configuration = Files.writeString(place.resolve("lighttpd.conf"), server.configuration());
        server.run(PROGRAM, "-D", "-f", configuration.toString());
        return server;
    }

    private String configuration() {
        return """
                server.modules = ("mod_auth", "mod_authn_file", "mod_webdav")
                server.document-root = "%1$s"
                server.bind = "127.0.0.1"
                server.port = %2$d
                server.pid-file = "%1$s/pid"
                server.errorlog = "%1$s/error.log"
                server.upload-dirs = ("%1$s/tmp")
                server.max-keep-alive-requests = 100000
                %3$s
                $HTTP["url"] =~ "^/share($|/)" {
                  webdav.activate = "enable"
                  webdav.is-readonly = "disable"
                  webdav.sqlite-db-name = "%1$s/state/locks.db"
                  auth.backend = "htpasswd"
                  auth.backend.htpasswd.userfile = "%1$s/users"
                  auth.require = ("" => ("method" => "basic", "realm" => "share", "require" => "valid-user"))
                }
                """.formatted(
                place(), port(), isRoot() ? "server.username = \"www-data\"\nserver.groupname = \"www-data\"" : "");
    }

    @Override
    public URI url() {
        return url("/share/");
    }
}
