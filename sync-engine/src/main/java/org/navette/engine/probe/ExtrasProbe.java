// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.probe;

import static org.navette.engine.probe.Scratch.accepts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.RemoteStore.Label;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.probe.Scratch.Text;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;
import org.navette.engine.tree.Sha256;

/** What only some servers add. */
final class ExtrasProbe {
    private static final String TEXT = "labelled";
    private static final Instant LONG_AGO = Instant.parse("2001-02-03T04:05:06Z");

    private final Scratch scratch;
    private final RemoteStore remote;

    ExtrasProbe(Scratch scratch) {
        this.scratch = scratch;
        this.remote = scratch.remote();
    }

    Set<Trait> run() throws StoreException {
        Set<Trait> found = EnumSet.noneOf(Trait.class);
        RelativePath file = scratch.file("labelled");
        Sha256 content = Sha256.ofContent(TEXT.getBytes(StandardCharsets.UTF_8));
        Label label = new Label(Optional.of(LONG_AGO), Optional.of(content));
        if (accepts(() -> remote.put(file, new Text(TEXT, label), new Condition.None()))) {
            Optional<RemoteState> listed = remote.look(file);
            ServerProbe.note(
                    found,
                    Trait.SETTABLE_TIME,
                    listed.flatMap(RemoteState::modified).equals(Optional.of(LONG_AGO)));
            boolean kept = listed.flatMap(RemoteState::checksum).equals(Optional.of(content));
            ServerProbe.note(found, Trait.CHECKSUMS, kept && dropsChecksums(content));
            ServerProbe.note(
                    found,
                    Trait.PERMISSIONS,
                    listed.flatMap(RemoteState::rights).isPresent());
            afterMove(file, listed, found);
        }
        ServerProbe.note(found, Trait.QUOTA, remote.spaceLeft().isPresent());
        return found;
    }

    /** A checksum that outlives its version would vouch for the wrong content. */
    private boolean dropsChecksums(Sha256 content) throws StoreException {
        RelativePath file = scratch.file("relabelled");
        return accepts(() -> remote.put(
                        file, new Text(TEXT, new Label(Optional.empty(), Optional.of(content))), new Condition.None()))
                && accepts(() -> remote.put(file, Text.of("LABELLED"), new Condition.None()))
                && remote.look(file)
                        .flatMap(RemoteState::checksum)
                        .filter(content::equals)
                        .isEmpty();
    }

    private void afterMove(RelativePath file, Optional<RemoteState> before, Set<Trait> found) throws StoreException {
        boolean kept = accepts(() -> remote.setProperty(file, "kept"));
        RelativePath moved = scratch.file("labelled-moved");
        if (accepts(() -> remote.move(file, moved, Kind.FILE, false, new Condition.None()))) {
            Optional<String> id = remote.look(moved).flatMap(RemoteState::fileId);
            ServerProbe.note(found, Trait.FILE_IDS, id.isPresent() && id.equals(before.flatMap(RemoteState::fileId)));
            ServerProbe.note(
                    found, Trait.DEAD_PROPERTIES, kept && remote.property(moved).equals(Optional.of("kept")));
        }
    }
}
