// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.navette.testserver.DavServer;

/**
 * The raw ceiling: as many requests as a server answers over a few connections that stay open, with nothing done besides. No
 * listing, no check, no disk: what a client can only come near to.
 */
final class LoadGenerator {
    private static final int CREATED = 201;
    private static final int OK = 200;

    private final URI share;
    private final int connections;

    LoadGenerator(URI share, int connections) {
        this.share = share;
        this.connections = connections;
    }

    Run put(List<String> paths, byte[] body) throws IOException, InterruptedException {
        return run(paths, "PUT", body, CREATED);
    }

    Run get(List<String> paths) throws IOException, InterruptedException {
        return run(paths, "GET", new byte[0], OK);
    }

    private Run run(List<String> paths, String method, byte[] body, int expected)
            throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                all.add(threads.submit(() -> requests(paths, next, method, body, expected)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
        return Run.of((System.nanoTime() - start) / 1e9);
    }

    private void requests(List<String> paths, AtomicInteger next, String method, byte[] body, int expected) {
        String login = Base64.getEncoder()
                .encodeToString((DavServer.USER + ":" + DavServer.PASSWORD).getBytes(StandardCharsets.UTF_8));
        try (Socket socket = new Socket(share.getHost(), share.getPort())) {
            socket.setTcpNoDelay(true);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            for (int i = next.getAndIncrement(); i < paths.size(); i = next.getAndIncrement()) {
                String head = method + " " + share.getRawPath() + paths.get(i) + " HTTP/1.1\r\nHost: "
                        + share.getAuthority() + "\r\nAuthorization: Basic " + login + "\r\n"
                        + (body.length > 0 ? "Content-Length: " + body.length + "\r\n\r\n" : "\r\n");
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                out.write(body);
                out.flush();
                int status = answer(in);
                if (status != expected) {
                    throw new IOException(method + " " + paths.get(i) + " -> " + status);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int answer(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ")[1]);
        long length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length =
                        Long.parseLong(header.substring(header.indexOf(':') + 1).strip());
            }
        }
        in.skipNBytes(length);
        return status;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server hung up");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
