// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.evidence;

import java.time.InstantSource;
import org.navette.engine.local.IgnoreRules;
import org.navette.engine.port.ConflictNames;
import org.navette.engine.port.Journal;
import org.navette.engine.port.Listener;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.Workers;

/**
 * Everything the engine works with for one folder pair.
 *
 * @param names for what is on the server for a moment
 * @param sizes of what is worth going on with
 * @param pause lets some hundredths of a second go by
 * @param clock tells how long ago something was; a person may have set it wrong
 */
public record Ports(
        LocalStore local,
        RemoteStore remote,
        Journal journal,
        Workers workers,
        Listener listener,
        IgnoreRules ignored,
        ConflictNames conflictNames,
        TemporaryNames names,
        Sizes sizes,
        Runnable pause,
        InstantSource clock) {
    /** The same with other rules for what is left out. */
    public Ports leavingOut(IgnoreRules rules) {
        return new Ports(local, remote, journal, workers, listener, rules, conflictNames, names, sizes, pause, clock);
    }
}
