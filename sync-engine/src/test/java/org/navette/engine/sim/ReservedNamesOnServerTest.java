// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.Failure;
import org.navette.engine.reconcile.DeletionGuard.Answer;
import org.navette.engine.tree.RelativePath;

/** What somebody puts into the share under a name that is Navette's own. */
@ExtendWith(QuietEngine.class)
class ReservedNamesOnServerTest extends TwoDevices {
    private PassResult quietPass(Device device) throws InterruptedException {
        world.pass(5000);
        PassResult result = device.pass(Answer.NONE);
        assertEquals(List.of(), device.violations());
        assertTrue(result.isInStep(), result.toString());
        assertEquals(List.of(), result.problems());
        return result;
    }

    private void somebodyWrites(String path, String content) {
        RelativePath file = RelativePath.of(path);
        for (RelativePath folder = file.folder(); !folder.isRoot(); folder = folder.folder()) {
            if (!server.entries.containsKey(folder)) {
                server.makeCollection(folder);
            }
        }
        server.write(file, world.written(content));
    }

    @ParameterizedTest
    @ValueSource(strings = {".navette", "docs/.navette", ".Navette", "docs/.NAVETTE"})
    void itStaysThereAndComesToNobody(String own) throws InterruptedException {
        somebodyWrites("docs/a.txt", "a");
        quietPass(one);
        somebodyWrites(own + "/versions/docs/a.txt/2026-11-27", "forged");
        somebodyWrites(own + "/folder-id", "forged");
        Map<String, String> there = onServer();
        for (Device device : List.of(one, two, one)) {
            quietPass(device);
            assertEquals(Set.of("docs", "docs/a.txt"), on(device).keySet());
        }
        assertEquals(there, onServer());
        assertEquals(List.of(), one.disk.versions);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/.navette/folder-id", "docs/.navette/versions/b.txt", "docs/deep/.Navette/x"})
    void whatIsInAFolderHereUnderThatNameIsNeverSent(String path) throws InterruptedException {
        write(one, "docs/a.txt", "a");
        write(one, "b.txt", "b");
        write(one, path, "another synced folder's");
        quietPass(one);
        assertTrue(onServer().keySet().stream()
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("/.navette")));
        // Nor does it go with its folder when all else in that goes.
        List.copyOf(server.entries.keySet()).reversed().stream()
                .filter(entry -> entry.isAtOrBelow(RelativePath.of("docs")))
                .forEach(server::remove);
        world.pass(5000);
        PassResult result = one.pass(Answer.NONE);
        assertTrue(result.isInStep(), result.toString());
        assertEquals(
                List.of(Failure.FolderKept.class),
                result.problems().stream()
                        .map(problem -> problem.failure().getClass())
                        .toList());
        assertEquals("another synced folder's", on(one).get(path));
    }
}
