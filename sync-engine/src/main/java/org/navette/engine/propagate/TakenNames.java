// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.propagate;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.navette.engine.evidence.Ports;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.navette.engine.reconcile.Action;
import org.navette.engine.transfer.PassProgress;
import org.navette.engine.tree.DiskTraits;
import org.navette.engine.tree.NameForm;
import org.navette.engine.tree.NameTrouble;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;

/**
 * Names that are not free on a disk which sees no difference between them and that of an entry which stays: since its deletion is
 * held or waits, or since both are on the server. What would be called so is reported, instead of being tried in round after round.
 */
final class TakenNames {
    private final Ports ports;
    private final DiskTraits disk;
    private final PassProgress progress;

    TakenNames(Ports ports, PassProgress progress) throws StoreException {
        this.ports = ports;
        this.disk = ports.local().traits();
        this.progress = progress;
    }

    /** @param carriedOut what was tried in this round; all that could go from here has gone */
    void giveUp(Collection<Action> carriedOut) throws StoreException {
        if (!disk.caseBlind() && !disk.formBlind()) {
            return;
        }
        Set<RelativePath> open = progress.open();
        List<RelativePath> places = carriedOut.stream()
                .flatMap(TakenNames::placesHere)
                .filter(open::contains)
                .toList();
        for (RelativePath place : places) {
            Optional<RelativePath> other = takenBy(place);
            if (other.isPresent()) {
                NameTrouble trouble = NameForm.isSame(place.name(), other.get().name())
                        ? NameTrouble.TWO_SPELLINGS
                        : NameTrouble.CASE_CLASH;
                progress.giveUp(
                        place,
                        new Failure.NameProblem(
                                place.name(),
                                trouble,
                                Optional.of(Respellings.free(place, ports).name())));
            }
        }
    }

    /** Where something was to come to stand that was not here. */
    private static Stream<RelativePath> placesHere(Action action) {
        return switch (action) {
            case Action.MakeDirectory make -> Stream.of(make.path());
            case Action.MoveLocal move -> Stream.of(move.to());
            case Action.Download(Node node) when node.local().state().isEmpty() -> Stream.of(node.path());
            default -> Stream.of();
        };
    }

    /** An entry that stays here, with the name of this one or of a folder it is in, as this disk sees names. */
    private Optional<RelativePath> takenBy(RelativePath place) throws StoreException {
        Deque<RelativePath> fromTheTop = new ArrayDeque<>();
        for (RelativePath path = place; !path.isRoot(); path = path.folder()) {
            fromTheTop.push(path);
        }
        for (RelativePath path : fromTheTop) {
            if (ports.local().look(path).isEmpty()) {
                return Optional.empty();
            }
            Set<String> here = ports.local().list(path.folder()).children().keySet();
            // What the journal has by no other name is this very entry, as the disk spells it.
            Optional<RelativePath> other = here.contains(path.name())
                    ? Optional.empty()
                    : ports.journal().children(path.folder()).keySet().stream()
                            .filter(name -> !name.equals(path.name()) && isSame(name, path.name()))
                            .map(path.folder()::child)
                            .filter(entry -> !progress.isOpen(entry.value()))
                            .findFirst();
            if (other.isPresent()) {
                return other;
            }
        }
        return Optional.empty();
    }

    private boolean isSame(String name, String other) {
        return disk.key(name).equals(disk.key(other));
    }
}
