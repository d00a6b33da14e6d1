// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/** Whose process is at the other end of a socket, where the system tells. */
final class PeerCredentials {
    private PeerCredentials() {}

    /** Whether it is this person's, or may be anyway (root); the folder of the socket lets nobody else in either. */
    static boolean isTrusted(SocketChannel channel) throws IOException {
        if (!channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            return true;
        }
        String peer =
                channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        return peer.equals(System.getProperty("user.name")) || peer.equals("root");
    }
}
