// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Debian's nginx with its own dav module and dav-ext. */
final class NginxServer extends DavServer {
    static final String PROGRAM = "/usr/sbin/nginx";

    private NginxServer(Path place) throws IOException {
        super(place);
    }

    static NginxServer start(Path place) throws IOException, InterruptedException {
        NginxServer server = new NginxServer(place);
        server.writeUsers();
        openDirectory(place.resolve("tmp"));
        Path configuration = Files.writeString(place.resolve("nginx.conf"), server.configuration());
        server.run(PROGRAM, "-p", place.toString(), "-e", "error.log", "-c", configuration.toString());
        return server;
    }

    private String configuration() {
        return """
                load_module /usr/lib/nginx/modules/ngx_http_dav_ext_module.so;
                %3$s
                daemon off;
                worker_processes 2;
                pid %1$s/pid;
                error_log %1$s/error.log;
                events {}
                http {
                  access_log off;
                  client_body_temp_path %1$s/tmp/body;
                  proxy_temp_path %1$s/tmp/proxy;
                  fastcgi_temp_path %1$s/tmp/fastcgi;
                  uwsgi_temp_path %1$s/tmp/uwsgi;
                  scgi_temp_path %1$s/tmp/scgi;
                  dav_ext_lock_zone zone=navette:4m;
                  keepalive_requests 100000;
                  server {
                    listen 127.0.0.1:%2$d;
                    client_max_body_size 0;
                    location /share/ {
                      root %1$s;
                      auth_basic share;
                      auth_basic_user_file %1$s/users;
                      dav_methods PUT DELETE MKCOL COPY MOVE;
                      dav_ext_methods PROPFIND OPTIONS LOCK UNLOCK;
                      dav_ext_lock zone=navette;
                      dav_access user:rw group:rw all:rw;
                    }
                  }
                }
                """.formatted(place(), port(), isRoot() ? "user www-data;" : "");
    }

    @Override
    public URI url() {
        return url("/share/");
    }
}
