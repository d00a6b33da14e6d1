// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/** What stands before many a server: TLS ends here, and the server behind knows nothing of it. */
public final class TlsFront implements AutoCloseable {
    private final URI target;
    private final SSLServerSocket listening;

    private TlsFront(URI target, SSLServerSocket listening) {
        this.target = target;
        this.listening = listening;
    }

    /**
     * @param target a server on this machine
     * @param client whose certificate clients have to show; null if none is asked for
     */
    public static TlsFront before(URI target, TestCertificate certificate, @Nullable TestCertificate client)
            throws IOException {
        SSLServerSocket socket = (SSLServerSocket) certificate
                .context(client)
                .getServerSocketFactory()
                .createServerSocket(0, 64, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(client != null);
        TlsFront front = new TlsFront(target, socket);
        Connections.serve(front.listening, front::serve);
        return front;
    }

    /** The target's address through this front. */
    public URI url(URI direct) {
        return URI.create("https://127.0.0.1:" + listening.getLocalPort() + direct.getRawPath());
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target.getPort())) {
            Thread back = Thread.ofVirtual().start(() -> Connections.pump(server, client));
            Connections.pump(client, server);
            back.join();
        } catch (IOException broken) {
            // A client that does not like the certificate: there is nobody to tell.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
