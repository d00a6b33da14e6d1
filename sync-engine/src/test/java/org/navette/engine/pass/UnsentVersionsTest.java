// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.navette.engine.local.Retention;
import org.navette.engine.local.VersionStore;
import org.navette.engine.reconcile.Direction;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

/** A version that is the only copy of what somebody wrote is not removed by its age or size. */
@Tag("integration")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class UnsentVersionsTest extends OnePairOnFake {
    /** Keeps nothing. */
    private static final Retention NONE = new Retention(Duration.ofDays(-1), 0);

    private Map<String, String> prune(Predicate<Sha256> sent) throws Exception {
        VersionStore store = new VersionStore(pair.root(), InstantSource.system());
        store.prune(NONE, sent);
        Map<String, String> left = new TreeMap<>();
        for (VersionStore.Version version : store.list(RelativePath.ROOT)) {
            left.put(version.path().value(), Files.readString(version.file()));
        }
        return left;
    }

    @Test
    void anEditInAFolderThatOnlyReceivesIsKeptUntilItsContentIsOnTheServer() throws Exception {
        PassOptions receiving = PassOptions.USUAL.going(Direction.DOWNLOAD);
        server.put("/a, é\n%.txt", "one");
        server.put("/b.txt", "one");
        server.put("/c.txt", "one");
        pair.pass(receiving);
        pair.write("a, é\n%.txt", "written here");
        pair.write("c.txt", "also written here");
        server.put("/a, é\n%.txt", "two, there");
        server.put("/b.txt", "two, there");
        server.put("/c.txt", "two, there");
        pair.pass(receiving);
        assertEquals("two, there", pair.read("b.txt"));
        Map<String, String> written = new TreeMap<>(prune(content -> false));
        // Where both stay, or ours has another name, there is no version.
        written.keySet().forEach(path -> assertEquals("two, there", read(path)));
        written.values().forEach(content -> assertEquals(true, content.contains("written here")));
        assertEquals(Map.of(), prune(content -> true));
    }

    private String read(String path) {
        try {
            return pair.read(path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void anEditOverWhichAnOlderVersionIsRestoredIsKept() throws Exception {
        pair.write("a.txt", "one");
        pair.pass();
        server.put("/a.txt", "two, there");
        pair.pass();
        pair.write("a.txt", "never sent");
        PreviousVersions versions = PreviousVersions.of(pair.root(), InstantSource.system());
        versions.restore(versions.list(RelativePath.ROOT).getFirst());
        assertEquals("one", pair.read("a.txt"));
        pair.pass();
        assertEquals(Map.of("a.txt", "never sent"), prune(content -> false));
        assertEquals(Map.of("a.txt", "never sent"), prune(content -> false), "however often");
        assertEquals(Map.of(), prune(content -> true));
    }

    @Test
    void whatTheServerHadGoesLikeAnyVersion() throws Exception {
        pair.write("a.txt", "one");
        pair.write("b.txt", "two");
        pair.pass();
        server.put("/a.txt", "changed there");
        pair.pass();
        assertEquals(Map.of(), prune(content -> false));
    }
}
