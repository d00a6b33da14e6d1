// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/** The real servers Navette is held against. */
public enum ServerKind {
    APACHE(ApacheServer.PROGRAM, ObservedTraits.APACHE) {
        @Override
        public DavServer start(Path place) throws IOException, InterruptedException {
            return ApacheServer.start(place);
        }
    },
    NGINX(NginxServer.PROGRAM, ObservedTraits.NGINX) {
        @Override
        public DavServer start(Path place) throws IOException, InterruptedException {
            return NginxServer.start(place);
        }
    },
    LIGHTTPD(LighttpdServer.PROGRAM, ObservedTraits.LIGHTTPD) {
        @Override
        public DavServer start(Path place) throws IOException, InterruptedException {
            return LighttpdServer.start(place);
        }
    },
    RCLONE(RcloneServer.PROGRAM, ObservedTraits.RCLONE) {
        @Override
        public DavServer start(Path place) throws IOException, InterruptedException {
            return RcloneServer.start(place);
        }
    },
    TOMCAT("", ObservedTraits.TOMCAT) {
        @Override
        public DavServer start(Path place) throws IOException {
            return TomcatServer.start(place);
        }
    };

    private final String program;
    private final ImmutableSet<String> traits;

    ServerKind(String program, Set<String> traits) {
        this.program = program;
        this.traits = ImmutableSet.copyOf(traits);
    }

    /** The names of the traits it truly has. */
    public Set<String> traits() {
        return traits;
    }

    public boolean isInstalled() {
        return program.isEmpty() || Files.isExecutable(Path.of(program));
    }

    /** Skips a test where the program is not installed, and says so. */
    public void assumeInstalled() {
        if (!isInstalled()) {
            System.out.println("a test with " + this + " is skipped: it is not installed");
        }
        Assumptions.assumeTrue(isInstalled());
    }

    /** Starts one below {@code place}, which must be a folder that any user of this machine may pass through. */
    public abstract DavServer start(Path place) throws IOException, InterruptedException;
}
