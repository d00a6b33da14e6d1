// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navette.engine.port.Failure;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Receipt;
import org.navette.engine.port.ServerProfile.Trait;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;

/** A server that composes accents when something is put, and has trouble now and then. */
class NameProbeTest {
    private final Set<String> names = new HashSet<>();
    private int troubles;

    /** Knows no other request. */
    private final RemoteStore remote = (RemoteStore) Proxy.newProxyInstance(
            RemoteStore.class.getClassLoader(), new Class<?>[] {RemoteStore.class}, (proxy, method, arguments) -> {
                String name = ((RelativePath) arguments[0]).name();
                String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
                return switch (method.getName()) {
                    case "look" ->
                        Optional.of(RemoteState.file(3, Optional.<ETag>empty(), Optional.empty()))
                                .filter(state -> names.contains(name));
                    case "put" -> {
                        if (!composed.equals(name) && troubles-- > 0) {
                            throw new StoreException(new Failure.Refused(500));
                        }
                        names.add(composed);
                        yield new Receipt(Optional.empty(), Optional.empty());
                    }
                    default -> throw new AssertionError(method);
                };
            });

    private Set<Trait> found() throws StoreException {
        return new NameProbe(new Scratch(remote, RelativePath.of("scratch"), () -> {})).run();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void passingTroubleIsNotTakenForANameThatIsRefused(int refusals) throws StoreException {
        troubles = refusals;
        assertEquals(EnumSet.of(Trait.CASES_TOLD_APART), found());
    }

    @Test
    void aServerThatNeverTakesSuchANameHasNoneToMistake() throws StoreException {
        troubles = Integer.MAX_VALUE;
        assertEquals(EnumSet.of(Trait.CASES_TOLD_APART, Trait.FORMS_TOLD_APART, Trait.NAMES_KEPT), found());
    }
}
