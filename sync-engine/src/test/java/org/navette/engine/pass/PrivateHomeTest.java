// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.navette.engine.port.Records;
import org.navette.engine.schedule.RecordsFile;
import org.navette.testserver.FakeDav;
import org.navette.testserver.FakeFeature;

/** What Navette remembers names people, servers and files: only its owner may read it. */
@Tag("integration")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class PrivateHomeTest {
    @TempDir
    private Path place;

    private FakeDav server;
    private PairOnFake pair;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(
                place.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "this system has no such rights");
        server = FakeDav.start(EnumSet.noneOf(FakeFeature.class));
        pair = new PairOnFake(place, server);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private void work() throws Exception {
        pair.write("a.txt", "a");
        pair.pass();
        try (Records _ = RecordsFile.open(pair.home())) {
            assertEquals("rw-------", rights(pair.home().resolve("records.db")));
        }
    }

    private List<String> open() throws IOException {
        try (Stream<Path> all = Files.walk(pair.home())) {
            List<String> open = new ArrayList<>();
            for (Path path : all.toList()) {
                String rights = rights(path);
                if (!rights.endsWith("------")) {
                    open.add(pair.home().relativize(path) + " " + rights);
                }
            }
            return open;
        }
    }

    @Test
    void onlyItsOwnerMayEnterOrReadAnythingOfIt() throws Exception {
        work();
        assertEquals(List.of(), open());
    }

    @Test
    void whatIsThereWithWiderRightsIsClosed() throws Exception {
        work();
        try (Stream<Path> all = Files.walk(pair.home())) {
            for (Path path : all.toList()) {
                boolean folder = Files.isDirectory(path);
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(folder ? "rwxr-xr-x" : "rw-rw-r--"));
            }
        }
        work();
        Path journals = pair.settings().pairFolder();
        assertEquals("rw-------", rights(journals.resolve("journal.db")));
        assertEquals("rwx------", rights(journals));
        assertEquals("rwx------", rights(pair.home().resolve("pairs")));
        assertEquals("rwx------", rights(pair.home()));
    }

    @Test
    void aFolderThatOthersUseAsWellStaysOpenToThem() throws Exception {
        Files.createDirectories(pair.home());
        Files.writeString(pair.home().resolve("index.html"), "of a web server");
        Files.setPosixFilePermissions(pair.home(), PosixFilePermissions.fromString("rwxr-xr-x"));
        work();
        assertEquals("rwxr-xr-x", rights(pair.home()));
        assertEquals("rwx------", rights(pair.home().resolve("pairs")));
    }
}
