// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

/** What somebody wants to see of the window. */
public enum WindowTarget {
    /** Whatever it shows. */
    WINDOW,
    CONFLICTS,
    SETTINGS
}
