// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.window.setup;

/** The questions of setting up, in their order. */
public enum SetupStep {
    ADDRESS,
    CERTIFICATE,
    NOT_ENCRYPTED,
    SIGN_IN,
    FOLDERS,
    LOCAL,
    READY,
    DONE
}
