// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that asks for a login and leads to a server on this machine, or answers in its place. */
public final class ConnectProxy implements AutoCloseable {
    private static final String ASKS =
            "HTTP/1.1 407 who\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private final ServerSocket listening;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private volatile String answer = "";

    private ConnectProxy(ServerSocket listening) {
        this.listening = listening;
    }

    public static ConnectProxy start() throws IOException {
        ConnectProxy proxy = new ConnectProxy(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()));
        Connections.serve(proxy.listening, proxy::serve);
        return proxy;
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Heads of the requests so far: all that it can read of what goes through it. */
    public List<String> heads() {
        return heads;
    }

    /** @param whole what it says to whoever gave a login, in place of leading them on; empty to lead them on again */
    public void answers(String whole) {
        answer = whole;
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            heads.add(head);
            String asked = head.contains("Proxy-Authorization:") ? answer : ASKS;
            if (!asked.isEmpty()) {
                client.getOutputStream().write(asked.getBytes(StandardCharsets.UTF_8));
                return;
            }
            int port = Integer.parseInt(head.substring(head.indexOf(':') + 1, head.indexOf(" HTTP/")));
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
                client.getOutputStream().write("HTTP/1.1 200 go on\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                Thread back = Thread.ofVirtual().start(() -> Connections.pump(server, client));
                Connections.pump(client, server);
                back.join();
            }
        } catch (IOException broken) {
            // Whoever asked has gone.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended in its head");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
