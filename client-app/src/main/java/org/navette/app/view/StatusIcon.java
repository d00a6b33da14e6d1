// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.view;

/** How things are, in the one word that an icon can say. The later ones outdo the earlier ones. */
public enum StatusIcon {
    IN_STEP,
    PAUSED,
    SYNCING,
    OFFLINE,
    /** Somebody has to look at something. */
    ATTENTION,
    /** It does not go on. */
    ERROR
}
