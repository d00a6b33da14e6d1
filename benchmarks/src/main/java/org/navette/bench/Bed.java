// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.navette.testserver.ApacheServer;

/**
 * What every workload stands on: a place on the disk, Apache with mod_dav on this machine, and the Navette that is timed.
 *
 * @param runs of everything that is compared
 * @param navette the command that starts it
 * @param largest number of files of the workload that grows
 */
record Bed(Path place, ApacheServer apache, int runs, List<String> navette, int largest, AtomicInteger names)
        implements AutoCloseable {
    static Bed make(Path place, int runs, List<String> navette, int largest) throws IOException, InterruptedException {
        return new Bed(place, ApacheServer.start(place.resolve("apache")), runs, navette, largest, new AtomicInteger());
    }

    /** A name that was not used yet. */
    String fresh(String kind) {
        return kind + "-" + names.incrementAndGet();
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(place.resolve(name));
    }

    /** An empty share, and the folder behind it. */
    Share share() throws IOException {
        String name = fresh("share");
        return new Share(apache.newShare(name), apache.share().resolve(name));
    }

    Path log() {
        return place.resolve("programs.log");
    }

    @Override
    public void close() {
        apache.close();
    }

    record Share(URI url, Path behind) {
        void delete() throws IOException {
            Trees.delete(behind);
        }
    }

    /** The full path of a program; absent if it is not installed. */
    static Optional<String> installed(String program) {
        for (String folder : System.getenv("PATH").split(":")) {
            Path file = Path.of(folder, program);
            if (Files.isExecutable(file)) {
                return Optional.of(file.toString());
            }
        }
        return Optional.empty();
    }
}
