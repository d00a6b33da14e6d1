// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.pass;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.navette.engine.port.Failure;
import org.navette.engine.port.Problem;
import org.navette.engine.reconcile.Action;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.Node;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;

/**
 * What a look at both sides found.
 *
 * @param nodes entries that are not in step, in no order
 * @param chores what has to be done whatever becomes of the rest: names to respell, left-out entries to forget
 * @param problems entries that are left alone
 * @param again entries that changed while they were looked at
 * @param leftovers what we put on the server for a moment, and were kept from removing; collections that others moved aside
 * @param unnamed what the server has under names that cannot be synced, by where it is
 * @param keeping folders that are there on one side only, by what is in them there that is left out and no junk: the first of it
 * @param halted why looking ended early; then nothing may be concluded
 */
record Observation(
        List<Node> nodes,
        List<Action> chores,
        List<Problem> problems,
        Set<RelativePath> again,
        Map<RelativePath, Kind> leftovers,
        Map<String, RemoteState> unnamed,
        Map<RelativePath, String> keeping,
        Optional<Failure> halted) {}
