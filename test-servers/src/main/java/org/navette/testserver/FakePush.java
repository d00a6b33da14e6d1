// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/**
 * Tells signed-in clients of changes, as the documentation of Nextcloud's {@code notify_push} describes it: behind the same
 * address as the files, as a reverse proxy puts it there.
 */
public final class FakePush implements AutoCloseable {
    private final FakeDav files;
    private final ServerSocket listening;
    private final Sockets sockets = new Sockets();
    private final List<WebSocket> signedIn = new CopyOnWriteArrayList<>();
    private volatile String password = FakeDav.PASSWORD;

    private FakePush(FakeDav files) throws IOException {
        this.files = files;
        this.listening = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    }

    /** Starts in front of a server that has {@link FakeFeature#PUSH}. */
    public static FakePush before(FakeDav files) throws IOException {
        FakePush push = new FakePush(files);
        push.sockets.setDaemon(true);
        push.sockets.start();
        files.tellsOfChangesAt("ws://" + push.authority() + "/push/ws");
        Connections.serve(push.listening, push::serve);
        return push;
    }

    private String authority() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    /** The files, through this address. */
    public URI url() {
        return URI.create("http://" + authority() + files.url().getRawPath());
    }

    public int clients() {
        return signedIn.size();
    }

    public void changed() {
        signedIn.forEach(socket -> socket.send("notify_file"));
    }

    /** From now on nobody's password is right any more, and those who are connected are not. */
    public void hangUp() {
        password = "another";
        signedIn.forEach(WebSocket::close);
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                line.write(b);
                if (b == '\n') {
                    break;
                }
            }
            boolean push = line.toString(StandardCharsets.ISO_8859_1).contains(" /push/ws ");
            int port = push ? sockets.getPort() : files.url().getPort();
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
                server.getOutputStream().write(line.toByteArray());
                Thread back = Thread.ofVirtual().start(() -> copy(server, client));
                copy(client, server);
                back.join();
            }
        } catch (IOException broken) {
            // One of both is gone: there is nobody to tell.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException broken) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        try {
            sockets.stop(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Sockets extends WebSocketServer {
        /** What each client has said so far: its name, then its password. */
        private final Map<WebSocket, String> names = new ConcurrentHashMap<>();

        Sockets() {
            super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {}

        @Override
        public void onStart() {}

        @Override
        public void onMessage(WebSocket socket, String message) {
            String name = names.putIfAbsent(socket, message);
            if (name == null) {
                return;
            }
            if (name.equals(FakeDav.USER) && message.equals(password)) {
                socket.send("authenticated");
                signedIn.add(socket);
            } else {
                socket.send("err: Invalid credentials");
                socket.close();
            }
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason, boolean remote) {
            signedIn.remove(socket);
            names.remove(socket);
        }

        @Override
        public void onError(WebSocket socket, Exception error) {}
    }
}
