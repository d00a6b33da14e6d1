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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Stands between a client and a server on this machine and lies by a rule: it may answer by itself, change what it hands on,
 * or change the answer. One request a connection.
 */
public final class RewritingProxy implements AutoCloseable {
    /**
     * A request or an answer.
     *
     * @param head with the empty line at its end
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared by value
    public record Message(String head, byte[] body) {
        /** The first line. */
        public String start() {
            return head.lines().findFirst().orElse("");
        }

        public boolean is(String method, String end) {
            String[] words = start().split(" ");
            return words[0].equals(method) && words[1].endsWith(end);
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The same head, with another body and its length. */
        public Message with(byte[] other) {
            return new Message(without("Content-Length").replaceFirst("\r\n\r\n$", length(other.length)), other);
        }

        public Message with(String other) {
            return with(other.getBytes(StandardCharsets.UTF_8));
        }

        /** The same without a header. */
        public Message withoutHeader(String name) {
            return new Message(without(name), body);
        }

        private String without(String name) {
            return head.replaceAll("(?im)^" + name + ":.*\r\n", "");
        }

        private static String length(int bytes) {
            return "\r\nContent-Length: " + bytes + "\r\n\r\n";
        }

        /** An answer of the proxy's own. */
        public static Message answer(String status, String type, String body) {
            Message empty = new Message("HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\n\r\n", new byte[0]);
            return empty.with(body);
        }
    }

    @FunctionalInterface
    public interface Server {
        Message ask(Message request) throws IOException;
    }

    @FunctionalInterface
    public interface Rule {
        /** What the client is told. */
        Message answer(Message request, Server server) throws IOException;
    }

    private final URI target;
    private final ServerSocket listening;
    private volatile Rule rule = (request, server) -> server.ask(request);

    private RewritingProxy(URI target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    }

    /**
     * Honest, until it is told otherwise.
     *
     * @param target a server on this machine
     */
    public static RewritingProxy before(URI target) throws IOException {
        RewritingProxy proxy = new RewritingProxy(target);
        Connections.serve(proxy.listening, proxy::serve);
        return proxy;
    }

    /** From now on. */
    public void rule(Rule lie) {
        rule = lie;
    }

    public void honest() {
        rule = (request, server) -> server.ask(request);
    }

    /** The target's address through this proxy. */
    public URI url(URI direct) {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + direct.getRawPath());
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            String head = head(in);
            if (head.isEmpty()) {
                return;
            }
            if (!header(head, "expect").isEmpty()) {
                out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
            Message request = new Message(head, body(head, in, false)).withoutHeader("Expect");
            Message answer = rule.answer(request, this::ask);
            out.write(closing(answer.head()).getBytes(StandardCharsets.ISO_8859_1));
            out.write(answer.body());
            out.flush();
        } catch (IOException gone) {
            // A client that broke off: there is nobody to tell.
            return;
        }
    }

    private Message ask(Message request) throws IOException {
        try (Socket server = new Socket(target.getHost(), target.getPort())) {
            try {
                OutputStream out = server.getOutputStream();
                out.write(closing(request.head()).getBytes(StandardCharsets.ISO_8859_1));
                out.write(request.body());
                out.flush();
            } catch (SocketException early) {
                // It answered and closed before it had read everything (401); the answer is there to be read.
                return answerOf(server);
            }
            return answerOf(server);
        }
    }

    private static Message answerOf(Socket server) throws IOException {
        InputStream in = new BufferedInputStream(server.getInputStream());
        String head = head(in);
        byte[] body = body(head, in, true);
        return new Message(head, body).withoutHeader("Transfer-Encoding").with(body);
    }

    /** Up to and with the empty line; empty if nothing came. */
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

    private static byte[] body(String head, InputStream in, boolean toTheEnd) throws IOException {
        if (header(head, "transfer-encoding").equalsIgnoreCase("chunked")) {
            return joined(in);
        }
        String length = header(head, "content-length");
        if (!length.isEmpty()) {
            return in.readNBytes(Integer.parseInt(length));
        }
        return toTheEnd ? in.readAllBytes() : new byte[0];
    }

    private static byte[] joined(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = size(in); size > 0; size = size(in)) {
            all.write(in.readNBytes(size));
            in.readNBytes(2);
        }
        return all.toByteArray();
    }

    private static int size(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.append((char) b);
        }
        return line.isEmpty() ? 0 : Integer.parseInt(line.toString().strip(), 16);
    }

    private static String header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static String closing(String head) {
        return head.replaceAll("(?im)^connection:.*\r\n", "")
                .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
