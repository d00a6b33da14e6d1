// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The real servers Navette is held against. */
public enum ServerKind {
    APACHE(ApacheServer.PROGRAM) {
        @Override
        public DavServer start(Path place) throws IOException, InterruptedException {
            return ApacheServer.start(place);
        }
    },
    NGINX(NginxServer.PROGRAM) {
        @Override
        public DavServer start(Path place) throws IOException, InterruptedException {
            return NginxServer.start(place);
        }
    },
    LIGHTTPD(LighttpdServer.PROGRAM) {
        @Override
        public DavServer start(Path place) throws IOException, InterruptedException {
            return LighttpdServer.start(place);
        }
    },
    RCLONE(RcloneServer.PROGRAM) {
        @Override
        public DavServer start(Path place) throws IOException, InterruptedException {
            return RcloneServer.start(place);
        }
    },
    TOMCAT("") {
        @Override
        public DavServer start(Path place) throws IOException {
            return TomcatServer.start(place);
        }
    };

    private final String program;

    ServerKind(String program) {
        this.program = program;
    }

    public boolean isInstalled() {
        return program.isEmpty() || Files.isExecutable(Path.of(program));
    }

    /** Starts one below {@code place}, which must be a folder that any user of this machine may pass through. */
    public abstract DavServer start(Path place) throws IOException, InterruptedException;
}
