// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.navette.testserver.ApacheServer;

/** What every workload stands on: a place on the disk, Apache with mod_dav on this machine, and the Navette that is timed. */
final class Bed implements AutoCloseable {
    /** ext4 looks for a while whether an inode was deleted a moment ago, which makes new files dear (seen in a profile). */
    private static final Duration DELETED = Duration.ofSeconds(6);

    private final Path place;
    private final ApacheServer apache;
    private final List<String> navette;
    private final AtomicInteger names = new AtomicInteger();
    private final List<Path> made = new ArrayList<>();

    /** @param navette the command that starts it */
    Bed(Path place, List<String> navette) throws IOException, InterruptedException {
        this.place = place;
        this.navette = List.copyOf(navette);
        this.apache = ApacheServer.start(place.resolve("apache"));
    }

    Path place() {
        return place;
    }

    ApacheServer apache() {
        return apache;
    }

    List<String> navette() {
        return navette;
    }

    /** A name that was not used yet. */
    String fresh(String kind) {
        return kind + "-" + names.incrementAndGet();
    }

    /** A new folder. */
    Path folder(String kind) throws IOException {
        Path folder = Files.createDirectories(place.resolve(fresh(kind)));
        made.add(folder);
        return folder;
    }

    /** An empty share, and the folder behind it. */
    Share share() throws IOException {
        String name = fresh("share");
        Path behind = apache.share().resolve(name);
        made.add(behind);
        return new Share(apache.newShare(name), behind);
    }

    record Share(URI url, Path behind) {}

    /** Deletes all folders and shares, between two workloads and never within one: it would slow the next turn down. */
    void clear() throws IOException, InterruptedException {
        for (Path folder : made) {
            Trees.delete(folder);
        }
        made.clear();
        Thread.sleep(DELETED);
    }

    Path log() {
        return place.resolve("programs.log");
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

    @Override
    public void close() {
        apache.close();
    }
}
