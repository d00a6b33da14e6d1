// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

import java.util.Optional;

/**
 * Shows the window, if there can be one.
 *
 * @param invitation a link to be shown in it; absent for none
 * @param window whether it is to be opened; absent for yes
 */
public record ShowWindow(Optional<String> invitation, Optional<Boolean> window) implements Command<DoneReply> {}
