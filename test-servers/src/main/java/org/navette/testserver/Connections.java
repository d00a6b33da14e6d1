// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** Takes connections until the socket is closed, each on a thread of its own. */
final class Connections {
    private Connections() {}

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
}
