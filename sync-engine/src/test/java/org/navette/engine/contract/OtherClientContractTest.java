// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.sardine.impl.SardineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
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
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.testserver.OtherClient;

/** Another program at the same share and Navette's client understand each other, whatever the server. */
@Tag("thorough")
@ParameterizedClass(name = "{0}")
@EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "MODEL_.*")
class OtherClientContractTest {
    // No [ and no ; here: nginx and Tomcat list them unescaped, and Sardine does not understand that.
    private static final String[] NAMES = {
        "with space", "é accent", "100%", "a+b", "#hash", "q?uestion", "am&p", "日本", "😀", "a%20b"
    };

    private static Contender.Share share;
    private static OtherClient other;

    @Parameter
    Contender contender;

    private RelativePath folder = RelativePath.ROOT;

    @BeforeParameterizedClassInvocation
    static void open(Contender contender) throws IOException, InterruptedException {
        share = contender.open();
        other = new OtherClient(share.plain().orElseThrow());
    }

    @AfterParameterizedClassInvocation
    static void close() throws IOException {
        other.close();
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

    private static void put(RelativePath file, String text) throws StoreException {
        remote().put(file, new TestBody(text), new Condition.None());
    }

    private static String text(RelativePath file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        remote().get(file, (described, body) -> body.transferTo(out));
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What the other program sees of this test. */
    private SortedMap<String, String> seen() throws IOException {
        try (OtherClient here = new OtherClient(share.plain().orElseThrow().resolve(folder + "/"))) {
            return here.tree();
        }
    }

    @Test
    void itReadsAndListsWhatNavetteWrites() throws IOException {
        byte[] large = new byte[2_000_000];
        new Random(7).nextBytes(large);
        remote().makeCollection(folder.child("sub é"));
        remote().put(folder.child("large"), new TestBody(large), new Condition.None());
        SortedMap<String, String> written = new TreeMap<>();
        written.put("sub é/", "");
        written.put("large", new String(large, StandardCharsets.ISO_8859_1));
        for (String name : NAMES) {
            put(folder.child("sub é").child(name), "in it");
            written.put("sub é/" + name, "in it");
        }
        assertEquals(written, seen(), contender.toString());
    }

    @Test
    void navetteReadsAndListsWhatItWrites() throws IOException {
        other.makeFolder(folder + "/sub é");
        for (String name : NAMES) {
            other.write(folder + "/sub é/" + name, "in " + name);
        }
        RelativePath sub = folder.child("sub é");
        assertEquals(Set.of(NAMES), remote().list(sub).children().keySet());
        for (String name : NAMES) {
            assertEquals("in " + name, text(sub.child(name)));
        }
    }

    @Test
    void itOverwritesMovesAndDeletesWhatNavetteWrote() throws IOException {
        RelativePath file = folder.child("Budget été.ods");
        put(file, "by Navette");
        RemoteState ours = remote().look(file).orElseThrow();
        other.write(file.toString(), "by another program");
        assertEquals("by another program", text(file));
        assertFalse(remote().look(file).orElseThrow().isStill(ours), "another size is another version");
        put(file, "by Navette again");
        assertEquals("by Navette again", other.read(file.toString()));

        remote().makeCollection(folder.child("frôm"));
        put(folder.child("frôm").child("inside"), "moved along");
        other.move(file.toString(), folder + "/Budget 2027.ods");
        other.moveFolder(folder + "/frôm", folder + "/tô");
        assertEquals(
                Set.of("Budget 2027.ods", "tô"),
                remote().list(folder).children().keySet());
        assertEquals("moved along", text(folder.child("tô").child("inside")));
        other.delete(folder + "/Budget 2027.ods");
        assertEquals(Optional.empty(), remote().look(folder.child("Budget 2027.ods")));
    }

    @Test
    void navetteMovesAndDeletesWhatItWrote() throws IOException {
        other.makeFolder(folder + "/frôm");
        other.write(folder + "/frôm/inside", "moved along");
        other.write(folder + "/gone", "gone");
        remote().move(folder.child("frôm"), folder.child("tô"), Kind.FOLDER, false, new Condition.None());
        remote().delete(folder.child("gone"), Kind.FILE, new Condition.None());
        assertEquals(new TreeMap<>(Map.of("tô/", "", "tô/inside", "moved along")), seen());
    }

    @Test
    void eachIsKeptOutByTheOthersLock() throws IOException {
        RelativePath file = folder.child("locked");
        put(file, "one");
        RemoteStore.Lock ours = remote().lock(file);
        assertEquals(
                423,
                assertThrows(SardineException.class, () -> other.write(file.toString(), "two"))
                        .getStatusCode());
        remote().unlock(ours);
        other.write(file.toString(), "three");

        String token = other.lock(file.toString());
        assertInstanceOf(
                Failure.Locked.class,
                assertThrows(StoreException.class, () -> put(file, "four")).failure());
        other.unlock(file.toString(), token);
        put(file, "five");
        assertEquals("five", other.read(file.toString()));
    }
}
