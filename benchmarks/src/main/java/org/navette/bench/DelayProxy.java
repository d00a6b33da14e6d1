// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A line with a long way to go: whatever is sent arrives half a round trip later, in both directions, as fast as ever. */
final class DelayProxy implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    /** Bytes on their way; none are the end of them. */
    private record Parcel(ByteArrayOutputStream bytes, long arrives) {}

    private final URI target;
    private final long oneWayNanos;
    private final ServerSocket listening;
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private DelayProxy(URI target, Duration roundTrip) throws IOException {
        this.target = target;
        this.oneWayNanos = roundTrip.toNanos() / 2;
        this.listening = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    }

    static DelayProxy to(URI target, Duration roundTrip) throws IOException {
        DelayProxy proxy = new DelayProxy(target, roundTrip);
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + target.getRawPath());
    }

    /** How many were made so far. */
    int connections() {
        return connections.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                connections.incrementAndGet();
                Socket server = new Socket(target.getHost(), target.getPort());
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                open.add(client);
                open.add(server);
                carry(client, server);
                carry(server, client);
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void carry(Socket from, Socket to) {
        BlockingQueue<Parcel> underWay = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> {
            byte[] buffer = new byte[BUFFER];
            try {
                InputStream in = from.getInputStream();
                for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                    underWay.add(parcel(buffer, count));
                }
            } catch (IOException brokenOff) {
                // The other side hears of it as of an end.
            }
            underWay.add(parcel(buffer, 0));
        });
        Thread.ofVirtual().start(() -> {
            try {
                OutputStream out = to.getOutputStream();
                for (Parcel parcel = underWay.take(); parcel.bytes().size() > 0; parcel = underWay.take()) {
                    waitUntil(parcel.arrives());
                    parcel.bytes().writeTo(out);
                }
                to.shutdownOutput();
            } catch (IOException brokenOff) {
                close(from);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Parcel parcel(byte[] buffer, int count) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(count);
        bytes.write(buffer, 0, count);
        return new Parcel(bytes, System.nanoTime() + oneWayNanos);
    }

    private static void waitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            System.err.println("a connection could not be closed: " + e);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        open.forEach(DelayProxy::close);
    }
}
