// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.navette.engine.contract.Contender;
import org.navette.engine.evidence.HeldLocks;
import org.navette.engine.evidence.Ports;
import org.navette.engine.evidence.Sizes;
import org.navette.engine.evidence.TemporaryNames;
import org.navette.engine.journal.SqliteJournal;
import org.navette.engine.local.DiskStore;
import org.navette.engine.local.IgnoreRules;
import org.navette.engine.port.ConflictNames;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Sha256;

/** Creating, replacing, deleting: safe at every server, even if somebody else writes between our last look and our write. */
@Tag("thorough")
@ParameterizedClass(name = "{0}")
@EnumSource(Contender.class)
class SafeWritesContractTest {
    /** One goes in a single PUT, the other by a temporary name where the server says nothing of what it took. */
    private static final List<String> SMALL_AND_LARGE = List.of("small", "large" + " ".repeat(300 * 1024));

    @SuppressWarnings("NullAway") // opened before the first test
    private static Contender.Share share;

    private final Path work;
    private final SqliteJournal journal;
    private final DiskStore disk;
    private final AtomicInteger tokens = new AtomicInteger();
    private RelativePath file = RelativePath.ROOT;

    SafeWritesContractTest(Contender contender) throws IOException {
        work = Files.createTempDirectory("navette-writes-" + contender);
        journal = SqliteJournal.open(work.resolve("journal.db"));
        disk = new DiskStore(work, Optional.empty(), Clock.systemUTC());
    }

    @BeforeParameterizedClassInvocation
    static void open(Contender contender) throws IOException, InterruptedException {
        share = contender.open();
    }

    @AfterParameterizedClassInvocation
    static void close() throws IOException {
        share.close();
    }

    @BeforeEach
    void makeFolder(TestInfo info) throws IOException {
        RelativePath folder = RelativePath.of(info.getTestMethod().orElseThrow().getName());
        share.remote().makeCollection(folder);
        file = folder.child("file é.txt");
    }

    @AfterEach
    void cleanUp() throws IOException {
        journal.close();
        MoreFiles.deleteRecursively(work, RecursiveDeleteOption.ALLOW_INSECURE);
    }

    private RemoteWriter writer(RemoteStore remote) {
        Ports ports = new Ports(
                disk,
                remote,
                journal,
                new AdaptiveWorkers(2, System::nanoTime),
                event -> {},
                new IgnoreRules(List.of()),
                new ConflictNames("conflict", "test", Clock.systemUTC()),
                new TemporaryNames("contract", () -> String.valueOf(tokens.incrementAndGet())),
                new Sizes(100 * 1024, 100 * 1024, 1024),
                share.pause(),
                Clock.systemUTC());
        return new RemoteWriter(ports, share.profile());
    }

    private FileBody body(String text) throws IOException {
        String name = "body-" + tokens.incrementAndGet();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Files.write(work.resolve(name), bytes);
        RelativePath path = RelativePath.of(name);
        return new FileBody(
                disk,
                path,
                disk.look(path).orElseThrow().stamp(),
                Sha256.ofContent(bytes),
                RemoteStore.Label.NONE,
                count -> {});
    }

    private static Sha256 hash(String text) {
        return Sha256.ofContent(text.getBytes(StandardCharsets.UTF_8));
    }

    private String there() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        share.remote().get(file, (described, content) -> content.transferTo(out));
        return out.toString(StandardCharsets.UTF_8);
    }

    private RemoteState state() throws StoreException {
        return share.remote().look(file).orElseThrow();
    }

    private void theyWrite(String text) throws IOException {
        share.remote().put(file, body(text), new Condition.None());
    }

    /** Their version, and a moment in which it grows older. */
    private RemoteState theirs(String text) throws IOException {
        theyWrite(text);
        RemoteState known = state();
        share.pause().run();
        return known;
    }

    /** Whatever happens in the end, it leaves nothing of ours beside the file. */
    private void assertNothingIsLeftOver() throws StoreException {
        Set<String> names = share.remote().list(file.folder()).children().keySet();
        assertTrue(names.isEmpty() || names.equals(Set.of(file.name())), names.toString());
    }

    @Test
    void aNewFileIsWrittenAndKnownAgain() throws IOException {
        for (String text : SMALL_AND_LARGE) {
            Written written = writer(share.remote()).create(file, body(text), new WriteOutcome());
            assertEquals(text, there());
            assertTrue(state().isStill(written.state().orElseThrow()));
            assertNothingIsLeftOver();
            share.remote().delete(file, Kind.FILE, new Condition.None());
        }
    }

    @Test
    void aNewFileNeverReplacesOneThatIsThere() throws IOException {
        theyWrite("theirs");
        for (String text : SMALL_AND_LARGE) {
            Failure failure = failure(() -> writer(share.remote()).create(file, body(text), new WriteOutcome()));
            assertInstanceOf(Failure.ChangedMeanwhile.class, failure);
            assertEquals("theirs", there());
        }
        assertNothingIsLeftOver();
    }

    @Test
    void theKnownVersionIsReplaced() throws IOException {
        theyWrite("one");
        Written second = writer(share.remote()).replace(file, body("two"), state(), hash("one"), new WriteOutcome());
        assertEquals("two", there());
        String large = SMALL_AND_LARGE.getLast();
        writer(share.remote())
                .replace(file, body(large), second.state().orElseThrow(), hash("two"), new WriteOutcome());
        assertEquals(large, there());
        assertNothingIsLeftOver();
    }

    @Test
    void anotherVersionIsNeverReplaced() throws IOException {
        RemoteState known = theirs("one");
        theyWrite("two");
        for (String text : SMALL_AND_LARGE) {
            Failure failure = failure(
                    () -> writer(share.remote()).replace(file, body(text), known, hash("one"), new WriteOutcome()));
            assertInstanceOf(Failure.ChangedMeanwhile.class, failure);
            assertEquals("two", there());
        }
        assertNothingIsLeftOver();
    }

    @Test
    void onlyTheKnownVersionIsDeleted() throws IOException {
        RemoteState known = theirs("one");
        theyWrite("two");
        Failure failure = failure(() -> writer(share.remote()).delete(file, known, hash("one"), false, () -> {}));
        assertInstanceOf(Failure.ChangedMeanwhile.class, failure);
        assertEquals("two", there());
        writer(share.remote()).delete(file, state(), hash("two"), false, () -> {});
        assertEquals(Optional.empty(), share.remote().look(file));
    }

    @Test
    void whoeverIsQuickerThanOurNewFileLosesNothing() throws IOException {
        for (String text : SMALL_AND_LARGE) {
            Intruder intruder = new Intruder();
            assertThrows(
                    StoreException.class, () -> writer(intruder.store()).create(file, body(text), new WriteOutcome()));
            assertEquals(Optional.of(true), intruder.gotIn);
            assertEquals("intruder", there());
            assertNothingIsLeftOver();
            share.remote().delete(file, Kind.FILE, new Condition.None());
        }
    }

    @Test
    void whoeverIsQuickerThanOurEditLosesNothing() throws IOException {
        for (String text : SMALL_AND_LARGE) {
            RemoteState known = theirs("one");
            Intruder intruder = new Intruder();
            boolean written = succeeds(
                    () -> writer(intruder.store()).replace(file, body(text), known, hash("one"), new WriteOutcome()));
            assertLostNothing(intruder, written ? text : "one");
        }
    }

    @Test
    void whoeverIsQuickerThanOurDeletionLosesNothing() throws IOException {
        RemoteState known = theirs("one");
        Intruder intruder = new Intruder();
        if (succeeds(() -> writer(intruder.store()).delete(file, known, hash("one"), false, () -> {}))) {
            assertEquals(Optional.of(false), intruder.gotIn, "our lock kept it out");
        } else {
            assertLostNothing(intruder, "one");
        }
    }

    /** Either it got in, and its content is there, or it was kept out and heard of it. */
    private void assertLostNothing(Intruder intruder, String ours) throws IOException {
        assertTrue(intruder.gotIn.isPresent(), "somebody was there in between");
        assertEquals(intruder.gotIn.get() ? "intruder" : ours, there());
        assertNothingIsLeftOver();
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private static boolean succeeds(Step step) throws IOException {
        try {
            step.run();
            return true;
        } catch (StoreException e) {
            assertInstanceOf(Failure.ChangedMeanwhile.class, e.failure());
            return false;
        }
    }

    private static Failure failure(Step step) {
        return assertThrows(StoreException.class, step::run).failure();
    }

    /** Somebody who writes the very file right before the request that would hit it. */
    private final class Intruder {
        private Optional<Boolean> gotIn = Optional.empty();

        RemoteStore store() {
            Class<?>[] types = {RemoteStore.class};
            return (RemoteStore) Proxy.newProxyInstance(
                    RemoteStore.class.getClassLoader(), types, (proxy, method, given) -> {
                        @Nullable
                        Object target = switch (method.getName()) {
                            case "put", "delete" -> given[0];
                            case "move" -> given[1];
                            default -> null;
                        };
                        if (file.equals(target) && gotIn.isEmpty()) {
                            gotIn = Optional.of(tryToWrite());
                        }
                        try {
                            return method.invoke(share.remote(), given);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        private boolean tryToWrite() throws IOException {
            try {
                theyWrite("intruder");
                return true;
            } catch (StoreException e) {
                assertInstanceOf(Failure.Locked.class, e.failure());
                return false;
            }
        }
    }

    /** While a document is open here it is locked by us: our own writes show the token, whatever the server's way is. */
    @Test
    void aDocumentThatIsLockedByUsIsWrittenAndDeletedByUsAndByNobodyElse() throws IOException {
        if (!share.profile().has(Trait.LOCKS)) {
            return;
        }
        HeldLocks held = new HeldLocks(journal);
        for (String text : SMALL_AND_LARGE) {
            RemoteState known = theirs("first");
            held.put(share.remote().lock(file));
            assertThrows(StoreException.class, () -> theyWrite("theirs"));
            Written written =
                    writer(share.remote()).replace(file, body(text), known, hash("first"), new WriteOutcome());
            assertEquals(text, there());
            assertTrue(state().isStill(written.state().orElseThrow()));
            share.pause().run();
            writer(share.remote()).delete(file, state(), hash(text), false, () -> {});
            assertEquals(Optional.empty(), share.remote().look(file));
            held.remove(file);
            assertNothingIsLeftOver();
        }
    }

    /** As of a server that was started anew: the first try finds out, the next one goes without. */
    @Test
    void aLockThatTheServerHasForgottenIsNoneAfterTheFirstTry() throws IOException {
        if (!share.profile().has(Trait.LOCKS)) {
            return;
        }
        HeldLocks held = new HeldLocks(journal);
        RemoteState known = theirs("first");
        RemoteStore.Lock lock = share.remote().lock(file);
        held.put(lock);
        share.remote().unlock(lock);
        boolean written = false;
        for (int i = 0; i < 2 && !written; i++) {
            try {
                writer(share.remote()).replace(file, body("second"), known, hash("first"), new WriteOutcome());
                written = true;
            } catch (StoreException e) {
                assertInstanceOf(Failure.ChangedMeanwhile.class, e.failure());
                assertEquals(List.of(), held.all());
            }
        }
        assertEquals("second", there());
    }
}
