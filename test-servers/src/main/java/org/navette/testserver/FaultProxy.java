// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between a client and a server on this machine and makes the line a bad one: resets, stalls, truncated bodies both
 * ways, answers lost after the effect, and refusals a busy server gives. One request a connection.
 */
public final class FaultProxy implements AutoCloseable {
    private enum Fault {
        NONE,
        /** The server never hears of it. */
        RESET_BEFORE,
        /** The server gets half of the request's body. */
        HALF_REQUEST,
        /** The server does it, and the client does not hear. */
        ANSWER_LOST,
        /** The client gets half of the answer. */
        HALF_ANSWER,
        /** The answer stops in the middle for a while, and then breaks off. */
        STALL,
        /** 500, 502, 503 or 429, with Retry-After. */
        REFUSAL
    }

    private static final String[] REFUSALS = {
        "500 Internal Server Error", "502 Bad Gateway", "503 Service Unavailable", "429 Too Many Requests"
    };

    private final URI target;
    private final ServerSocket listening;
    private final Random chance;
    private final AtomicInteger faults = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int oneIn;
    private volatile boolean cut;

    private FaultProxy(URI target, long seed) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        this.chance = new Random(seed);
    }

    /** @param target a server on this machine */
    public static FaultProxy before(URI target, long seed) throws IOException {
        FaultProxy proxy = new FaultProxy(target, seed);
        Connections.serve(proxy.listening, proxy::serve);
        return proxy;
    }

    /** From now on one request in so many goes wrong; 0 for none. */
    public void oneIn(int requests) {
        oneIn = requests;
    }

    /** Pulls the cable, with everything that is under way, or plugs it in again. */
    public void cut(boolean isCut) {
        cut = isCut;
        if (isCut) {
            open.forEach(FaultProxy::resetNow);
        }
    }

    private static void resetNow(Socket socket) {
        try {
            reset(socket);
        } catch (IOException alreadyClosed) {
            return;
        }
    }

    public int faults() {
        return faults.get();
    }

    /** The target's address through this proxy. */
    public URI url(URI direct) {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + direct.getRawPath());
    }

    private synchronized Fault next() {
        int rate = oneIn;
        if (rate == 0 || chance.nextInt(rate) != 0) {
            return Fault.NONE;
        }
        faults.incrementAndGet();
        return Fault.values()[1 + chance.nextInt(Fault.values().length - 1)];
    }

    private void serve(Socket client) {
        open.add(client);
        try (client) {
            if (cut) {
                reset(client);
                return;
            }
            InputStream in = new BufferedInputStream(client.getInputStream());
            String head = head(in);
            if (head.isEmpty()) {
                return;
            }
            byte[] body = in.readNBytes(length(head));
            switch (next()) {
                case RESET_BEFORE -> reset(client);
                case REFUSAL -> refuse(client);
                case HALF_REQUEST -> {
                    half(head, body);
                    reset(client);
                }
                case ANSWER_LOST -> {
                    forward(head, body);
                    reset(client);
                }
                case HALF_ANSWER -> {
                    byte[] answer = forward(head, body);
                    client.getOutputStream().write(answer, 0, answer.length / 2);
                    reset(client);
                }
                case STALL -> {
                    byte[] answer = forward(head, body);
                    client.getOutputStream().write(answer, 0, answer.length / 2);
                    client.getOutputStream().flush();
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                    reset(client);
                }
                case NONE -> client.getOutputStream().write(forward(head, body));
            }
        } catch (IOException broken) {
            // A client that was killed, or broke off: there is nobody to tell.
            return;
        } finally {
            open.remove(client);
        }
    }

    private static void reset(Socket socket) throws IOException {
        // Closing with a linger time of zero sends a reset instead of an orderly end.
        socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        socket.close();
    }

    private synchronized String refusal() {
        return REFUSALS[chance.nextInt(REFUSALS.length)];
    }

    private void refuse(Socket client) throws IOException {
        String answer =
                "HTTP/1.1 " + refusal() + "\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Up to and with the empty line; empty if the client sent nothing. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.write(b);
            if (b == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    private static int length(String head) {
        return head.lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith("content-length:"))
                .map(line -> Integer.parseInt(
                        line.substring("content-length:".length()).strip()))
                .findFirst()
                .orElse(0);
    }

    private static String closing(String head) {
        return head.replaceAll("(?im)^connection:.*\r\n", "")
                .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
    }

    private byte[] forward(String head, byte[] body) throws IOException {
        try (Socket server = new Socket(target.getHost(), target.getPort())) {
            send(server, head, body);
            return server.getInputStream().readAllBytes();
        }
    }

    private void half(String head, byte[] body) throws IOException {
        try (Socket server = new Socket(target.getHost(), target.getPort())) {
            send(server, head, Arrays.copyOf(body, body.length / 2));
            reset(server);
        }
    }

    private static void send(Socket server, String head, byte[] body) throws IOException {
        try {
            OutputStream out = server.getOutputStream();
            out.write(closing(head).getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
        } catch (SocketException answeredEarly) {
            // A server may answer and close before it has read everything (401); the answer is there to be read.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
