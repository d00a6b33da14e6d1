// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.transfer;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Problem;
import org.navette.engine.tree.RelativePath;

/**
 * How carrying out a plan went.
 *
 * @param again where another look is needed before both sides can be in step
 * @param problems entries that could not be done
 * @param halted why the rest was not tried at all; absent if everything was
 */
public record Outcome(Set<RelativePath> again, List<Problem> problems, Optional<Failure> halted) {
    public Outcome {
        again = Set.copyOf(again);
        problems = List.copyOf(problems);
    }
}
