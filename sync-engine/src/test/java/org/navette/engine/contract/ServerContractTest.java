// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.RemoteStore.Listing;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;

/**
 * What the engine relies on, whatever the server: the same for real ones, for ways that lead to them, and for the models of
 * the simulation, which are worth as much as they are like the real ones.
 */
@Tag("thorough")
@ParameterizedClass(name = "{0}")
@EnumSource(Contender.class)
class ServerContractTest {
    private static Contender.Share share;

    @Parameter
    Contender contender;

    private RelativePath folder = RelativePath.ROOT;

    @BeforeParameterizedClassInvocation
    static void open(Contender contender) throws IOException, InterruptedException {
        share = contender.open();
    }

    @AfterParameterizedClassInvocation
    static void close() throws IOException {
        share.close();
    }

    @BeforeEach
    void makeFolder(TestInfo info) throws StoreException {
        folder = RelativePath.of(info.getTestMethod().orElseThrow().getName());
        remote().makeCollection(folder);
    }

    private static RemoteStore remote() {
        return share.remote();
    }

    private RelativePath path(String name) {
        return folder.child(name);
    }

    private void put(RelativePath file, String text) throws StoreException {
        remote().put(file, new TestBody(text), new Condition.None());
    }

    private byte[] bytes(RelativePath file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        remote().get(file, (described, body) -> body.transferTo(out));
        return out.toByteArray();
    }

    private String text(RelativePath file) throws IOException {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    @Test
    void theProfileIsTheTrueOne() {
        assertTrue(share.profile().writesTried());
        Set<Trait> truth = EnumSet.noneOf(Trait.class);
        contender.server().traits().forEach(name -> truth.add(Trait.valueOf(name)));
        if (contender == Contender.APACHE_DEEP) {
            truth.add(Trait.DEEP_LISTING);
        }
        assertEquals(truth, share.profile().traits(), contender.toString());
    }

    @Test
    void whatIsPutIsListedAndComesBack() throws IOException {
        put(path("a.txt"), "content");
        Listing listing = remote().list(folder);
        assertEquals(Set.of("a.txt"), listing.children().keySet());
        RemoteState state = listing.children().get("a.txt");
        assertEquals(Kind.FILE, state.kind());
        assertEquals(7, state.size());
        assertTrue(state.modified().isPresent() || state.etag().isPresent());
        assertEquals("content", text(path("a.txt")));
        assertTrue(remote().look(path("a.txt")).orElseThrow().isStill(state));
    }

    @Test
    void namesComeBackAsTheyWere() throws IOException {
        Map<String, String> names = new TreeMap<>();
        for (String name : new String[] {
            "with space",
            "é accent",
            "e\u0301 combined",
            "100%",
            "a+b",
            "#hash",
            "q?uestion",
            "semi;colon",
            "am&p",
            "quote'",
            "[br]",
            "日本",
            "😀",
            "tilde~",
            "a%20b",
            "=eq",
            "@at",
            "comma,",
            "(paren)",
            "$dollar",
            "!bang",
            "*star"
        }) {
            put(path(name), "in " + name);
            names.put(name, "in " + name);
        }
        Map<String, String> found = new TreeMap<>();
        for (String name : remote().list(folder).children().keySet()) {
            found.put(name, text(path(name)));
        }
        assertEquals(names, found);
    }

    @Test
    void anEmptyFileIsAFile() throws IOException {
        put(path("empty"), "");
        assertEquals(0, remote().look(path("empty")).orElseThrow().size());
        assertEquals("", text(path("empty")));
    }

    @Test
    void aLargeFileComesBackWhole() throws IOException {
        byte[] large = new byte[3_000_000];
        new Random(7).nextBytes(large);
        remote().put(path("large"), new TestBody(large), new Condition.None());
        assertArrayEquals(large, bytes(path("large")));
        assertEquals(3_000_000, remote().look(path("large")).orElseThrow().size());
    }

    @Test
    void whatIsNotThereIsAbsent() throws IOException {
        assertEquals(Optional.empty(), remote().look(path("nothing")));
        assertInstanceOf(Failure.Missing.class, failure(() -> remote().list(path("nothing"))));
        assertInstanceOf(Failure.Missing.class, failure(() -> text(path("nothing"))));
        remote().delete(path("nothing"), Kind.FILE, new Condition.None());
    }

    @Test
    void aFileIntoNoFolderIsRefused() throws IOException {
        Failure failure = failure(() -> put(path("nowhere").child("file"), "lost?"));
        // nginx: 500.
        assertTrue(failure instanceof Failure.Missing || failure.equals(new Failure.Refused(500)), failure.toString());
        assertEquals(Optional.empty(), remote().look(path("nowhere")));
    }

    @Test
    void aCollectionTwiceIsOneCollection() throws IOException {
        RelativePath twice = path("twice");
        remote().makeCollection(twice);
        put(twice.child("file"), "kept");
        try {
            remote().makeCollection(twice);
        } catch (StoreException e) {
            assertInstanceOf(Failure.ChangedMeanwhile.class, e.failure());
        }
        assertEquals("kept", text(twice.child("file")));
        assertFalse(remote().look(twice).orElseThrow().isFile());
    }

    @Test
    void aFolderMovesWithWhatIsInIt() throws IOException {
        RelativePath from = path("frôm here");
        remote().makeCollection(from);
        remote().makeCollection(from.child("sub"));
        put(from.child("sub").child("file é"), "moved");
        RelativePath to = path("tô there");
        remote().move(from, to, Kind.FOLDER, false, new Condition.None());
        assertEquals("moved", text(to.child("sub").child("file é")));
        assertEquals(Set.of("tô there"), remote().list(folder).children().keySet());
    }

    @Test
    void aMoveNeverReplacesWhatItMustNot() throws IOException {
        put(path("from"), "one");
        put(path("to"), "two");
        Failure failure =
                failure(() -> remote().move(path("from"), path("to"), Kind.FILE, false, new Condition.None()));
        assertInstanceOf(Failure.ChangedMeanwhile.class, failure);
        assertEquals("one", text(path("from")));
        assertEquals("two", text(path("to")));
        remote().move(path("from"), path("to"), Kind.FILE, true, new Condition.None());
        assertEquals("one", text(path("to")));
        assertEquals(Optional.empty(), remote().look(path("from")));
    }

    @Test
    void aDeletedFolderIsGoneWithEverything() throws IOException {
        RelativePath gone = path("gone");
        remote().makeCollection(gone);
        put(gone.child("file"), "x");
        remote().delete(gone, Kind.FOLDER, new Condition.None());
        assertEquals(Optional.empty(), remote().look(gone));
        assertEquals(Set.of(), remote().list(folder).children().keySet());
    }

    @Test
    void aLockKeepsOthersOutAndItsHolderIn() throws IOException {
        // All servers so far have locks; one without is no reason to skip.
        assertTrue(share.profile().has(Trait.LOCKS));
        put(path("locked"), "one");
        RemoteStore.Lock lock = remote().lock(path("locked"));
        assertInstanceOf(Failure.Locked.class, failure(() -> put(path("locked"), "two")));
        remote().put(path("locked"), new TestBody("three"), new Condition.Holding(lock));
        remote().unlock(lock);
        put(path("locked"), "four");
        assertEquals("four", text(path("locked")));
    }

    @Test
    void theRestOfAFileIsTheRestOfThatVersion() throws IOException {
        put(path("resumed"), "0123456789");
        for (int i = 0; i < 50 && isWeak(path("resumed")); i++) {
            share.pause().run();
        }
        RemoteState[] version = new RemoteState[1];
        remote().get(path("resumed"), (described, body) -> version[0] = described.state());
        if (version[0].etag().isEmpty()) {
            assertFalse(share.profile().has(Trait.RESUMABLE_GET));
            return;
        }
        RemoteStore.Rest rest = new RemoteStore.Rest(4, version[0].etag().get());
        long[] offset = new long[1];
        ByteArrayOutputStream came = new ByteArrayOutputStream();
        remote().get(path("resumed"), Optional.of(rest), (described, body) -> {
            offset[0] = described.offset();
            body.transferTo(came);
        });
        assertEquals("0123456789".substring((int) offset[0]), came.toString(StandardCharsets.UTF_8));
        assertEquals(share.profile().has(Trait.RESUMABLE_GET) ? 4 : 0, offset[0]);
    }

    private static boolean isWeak(RelativePath file) throws IOException {
        boolean[] weak = new boolean[1];
        remote().get(
                        file,
                        (described, body) -> weak[0] = described
                                .state()
                                .etag()
                                .filter(etag -> etag.isWeak())
                                .isPresent());
        return weak[0];
    }

    @Test
    void aListingOfEverythingIsTheSameAsOneByOne() throws IOException {
        remote().makeCollection(path("d1"));
        remote().makeCollection(path("d1").child("d2"));
        put(path("d1").child("d2").child("f"), "x");
        if (!share.profile().has(Trait.DEEP_LISTING)) {
            assertThrows(StoreException.class, () -> remote().listDeep(folder));
            return;
        }
        Map<RelativePath, Listing> deep = remote().listDeep(folder);
        for (RelativePath collection : Set.of(folder, path("d1"), path("d1").child("d2"))) {
            assertEquals(
                    remote().list(collection).children().keySet(),
                    deep.get(collection).children().keySet());
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private static Failure failure(Step step) {
        return assertThrows(StoreException.class, step::run).failure();
    }
}
