// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** Connections of the servers here. */
final class Connections {
    private Connections() {}

    /** Takes connections until the socket is closed, each on a thread of its own. */
    static void serve(ServerSocket listening, Consumer<Socket> connection) {
        Thread.ofVirtual().start(() -> {
            while (!listening.isClosed()) {
                try {
                    Socket client = listening.accept();
                    Thread.ofVirtual().start(() -> connection.accept(client));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    /** Brings over what comes from one side, until it ends; then both have ended. */
    static void pump(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException broken) {
            // One side has ended, and so does the other.
            return;
        }
    }
}
