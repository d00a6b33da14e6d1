// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.pass.PassResult;
import org.navette.engine.reconcile.DeletionGuard.Answer;
import org.navette.engine.tree.RelativePath;

/** A look at the entries of a few folders, and at nothing else. */
@ExtendWith(QuietEngine.class)
class GlanceTest extends TwoDevices {
    @BeforeEach
    void twoFoldersInStep() throws InterruptedException {
        write(one, "d/file", "first");
        write(one, "d/sub/deep", "deep");
        write(one, "other/file", "other");
        for (Device device : new Device[] {one, two, one}) {
            world.pass(70_000);
            device.pass(Answer.NONE);
        }
        assertEquals(on(one), on(two));
    }

    private void glance(String... folders) throws InterruptedException {
        world.pass(70_000);
        PassResult result = two.pass(PassOptions.USUAL.glancingAt(Set.of(folders).stream()
                .map(folder -> folder.isEmpty() ? RelativePath.ROOT : RelativePath.of(folder))
                .collect(Collectors.toSet())));
        assertTrue(result.isInStep(), result.toString());
    }

    private void oneEdits(String... paths) throws InterruptedException {
        for (String path : paths) {
            write(one, path, "new " + path);
        }
        world.pass(70_000);
        one.pass(Answer.NONE);
    }

    @Test
    void takesInWhatIsNewInAFolderAndNotWhatIsElsewhere() throws InterruptedException {
        oneEdits("d/file", "d/sub/deep", "other/file", "top");
        glance("d");
        assertEquals("new d/file", on(two).get("d/file"));
        assertEquals("deep", on(two).get("d/sub/deep"));
        assertEquals("other", on(two).get("other/file"));
        assertTrue(!on(two).containsKey("top"));
        glance("");
        assertEquals("new top", on(two).get("top"));
        assertEquals("other", on(two).get("other/file"));
    }

    @Test
    void takesAFolderThatComesOrGoesAsAWhole() throws InterruptedException {
        oneEdits("d/fresh/deep/file");
        one.disk.remove(RelativePath.of("d/sub"));
        one.pass(Answer.NONE);
        glance("d");
        assertEquals("new d/fresh/deep/file", on(two).get("d/fresh/deep/file"));
        assertTrue(!on(two).containsKey("d/sub"));
    }

    @Test
    void sendsWhatIsNewInTheFolder() throws InterruptedException {
        write(two, "d/mine", "mine");
        write(two, "other/mine", "mine too");
        glance("d");
        assertEquals("mine", onServer().get("d/mine"));
        assertTrue(!onServer().containsKey("other/mine"));
    }

    @Test
    void aFolderThatIsGoneMeanwhileIsNoTrouble() throws InterruptedException {
        one.disk.remove(RelativePath.of("other"));
        one.pass(Answer.NONE);
        glance("other", "nowhere/at/all");
        assertTrue(!on(two).containsKey("other"));
    }
}
