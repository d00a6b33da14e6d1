// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

/** What a command answers: a record whose components are the members docs/control-protocol.md names. */
public interface Reply {}
