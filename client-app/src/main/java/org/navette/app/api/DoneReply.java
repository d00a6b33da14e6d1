// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.api;

/** It is done, and there is nothing more to say. */
public record DoneReply() implements Reply {}
