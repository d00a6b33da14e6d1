// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes bytes on between clients and a server on this machine, whatever they are. Counts connections, and can let those that are open
 * die as they do when the network changes: nothing comes through any more, and neither side hears of it.
 */
public final class TcpRelay implements AutoCloseable {
    private final URI target;
    private final ServerSocket listening;
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> dead = ConcurrentHashMap.newKeySet();

    private TcpRelay(URI target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    }

    /** @param target a server on this machine */
    public static TcpRelay before(URI target) throws IOException {
        TcpRelay relay = new TcpRelay(target);
        Connections.serve(relay.listening, relay::serve);
        return relay;
    }

    /** The target's address through this relay. */
    public URI url(URI direct) {
        return URI.create(direct.getScheme() + "://127.0.0.1:" + listening.getLocalPort() + direct.getRawPath());
    }

    /** How many were opened so far. */
    public int connections() {
        return connections.get();
    }

    /** From now on nothing comes through the connections that are open; new ones are fine. */
    public void killSilently() {
        dead.addAll(open);
    }

    private void serve(Socket client) {
        connections.incrementAndGet();
        open.add(client);
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target.getPort())) {
            Thread back = Thread.ofVirtual().start(() -> pump(server, client, client));
            pump(client, server, client);
            back.join();
        } catch (IOException broken) {
            // A server that is not there: there is nobody to tell.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private void pump(Socket from, Socket to, Socket client) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8192];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                if (!dead.contains(client)) {
                    out.write(bytes, 0, count);
                }
            }
            if (!dead.contains(client)) {
                to.close();
            }
        } catch (IOException broken) {
            // One side has ended, and so does the other.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : Set.copyOf(open)) {
            socket.close();
        }
    }
}
