// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.port;

/** Where the engine's events go. */
@FunctionalInterface
public interface Listener {
    void on(SyncEvent event);
}
