// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps the engine's log to itself: misfortune is what these tests are about. */
final class QuietEngine implements BeforeAllCallback {
    /** Kept, or its level would be forgotten with it. */
    private static final Logger ENGINE_LOG = Logger.getLogger("org.navette");

    @Override
    public void beforeAll(ExtensionContext context) {
        ENGINE_LOG.setLevel(Level.OFF);
    }
}
