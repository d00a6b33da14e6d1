// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.navette.engine.local.Retention;
import org.navette.engine.local.VersionStore;
import org.navette.engine.port.Failure;
import org.navette.engine.reconcile.DeletionGuard.Answer;
import org.navette.engine.tree.RelativePath;

/** What a power cut, a bad disk or somebody else left in Navette's own notes stops nothing, and costs nothing that somebody wrote. */
@Tag("integration")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DamagedNotesTest extends OnePairOnFake {
    enum Damage {
        EMPTY {
            @Override
            void to(Path file) throws IOException {
                Files.write(file, new byte[0]);
            }
        },
        ZEROS {
            @Override
            void to(Path file) throws IOException {
                Files.write(file, new byte[500]);
            }
        },
        NO_TEXT {
            @Override
            void to(Path file) throws IOException {
                Files.write(file, new byte[] {(byte) 0xff, '\n', (byte) 0xc3, ' ', ' ', ' ', ' ', '\n', '%', 'z'});
            }
        },
        WITHOUT_END {
            @Override
            void to(Path file) throws IOException {
                try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
                    sparse.setLength(3L << 30);
                }
            }
        },
        A_LINK {
            @Override
            void to(Path file) throws IOException {
                Path away = file.resolveSibling("../../" + file.getFileName());
                Files.move(file, away);
                Files.createSymbolicLink(file, away);
            }
        };

        abstract void to(Path file) throws IOException;
    }

    /** A file with a version that the server never had. */
    private void neverSent() throws Exception {
        pair.write("a.txt", "one");
        pair.pass();
        server.put("/a.txt", "two, there");
        pair.pass();
        pair.write("a.txt", "never sent");
        PreviousVersions versions = PreviousVersions.of(pair.root(), InstantSource.system());
        versions.restore(versions.list(RelativePath.ROOT).getFirst());
        pair.pass();
    }

    private List<String> pruned() throws IOException {
        VersionStore store = new VersionStore(pair.root(), InstantSource.system());
        store.prune(new Retention(Duration.ofDays(-1), 0), content -> false);
        return store.list(RelativePath.ROOT).stream()
                .map(VersionStore.Version::file)
                .map(DamagedNotesTest::read)
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void syncingGoesOnAndTheOnlyCopyOfAnEditStays(Damage damage) throws Exception {
        neverSent();
        for (String note : List.of("replaced", "unsent-versions", "version-ages")) {
            if (!pair.has(".navette/" + note)) {
                Files.writeString(pair.file(".navette/" + note), "");
            }
            damage.to(pair.file(".navette/" + note));
        }
        pair.write("b.txt", "new");
        server.put("/c.txt", "new there");
        PassResult result = pair.pass();
        assertTrue(result.isInStep(), result::toString);
        assertEquals(Optional.of("new"), server.content("/b.txt"));
        assertEquals("new there", pair.read("c.txt"));
        if (damage != Damage.EMPTY) {
            assertTrue(pruned().contains("never sent"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anIdentityThatIsNoneIsAskedAboutAndMadeAnewAndDeletesNothing(Damage damage) throws Exception {
        pair.write("a.txt", "one");
        pair.write("b.txt", "two");
        pair.pass();
        damage.to(pair.file(".navette/folder-id"));
        Files.delete(pair.file("a.txt"));
        PassResult held = pair.pass();
        assertInstanceOf(Failure.LocalRootReplaced.class, held.halted().orElseThrow(), held::toString);
        assertEquals(Optional.of("one"), server.content("/a.txt"));
        assertTrue(pair.pass(PassOptions.USUAL.answering(Answer.DELETE)).isInStep());
        assertEquals("one", pair.read("a.txt"));
        assertTrue(pair.pass().isInStep());
        assertEquals(37, Files.size(pair.file(".navette/folder-id")), "a new one");
    }
}
