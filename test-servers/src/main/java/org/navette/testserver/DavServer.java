// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A server's program, unprivileged, in a folder of its own on a free port of this machine. */
public abstract class DavServer implements AutoCloseable {
    public static final String USER = "marie";
    public static final String PASSWORD = "s3cret été";

    private final Path place;
    private final int port;
    private Optional<Process> process = Optional.empty();
    private List<String> command = List.of();

    /** @param place a folder that any user of this machine may pass through */
    protected DavServer(Path place) throws IOException {
        this.place = place;
        this.port = freePort();
        openDirectory(place);
        openDirectory(share());
    }

    /** Whatever this server knows, the folder behind its share. */
    public final Path share() {
        return place.resolve("share");
    }

    public final Path place() {
        return place;
    }

    protected final int port() {
        return port;
    }

    /** The address of the share. */
    public abstract URI url();

    /** Whether it asks for {@link #USER} and {@link #PASSWORD}. */
    public boolean asksForPassword() {
        return true;
    }

    public final URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** A new share of that name. */
    public final URI newShare(String name) throws IOException {
        openDirectory(share().resolve(name));
        return url().resolve(name + "/");
    }

    /** Runs a program that stays in the foreground, and waits until it can be talked to. */
    protected final void run(String... program) throws IOException, InterruptedException {
        command = List.of(program);
        startAgain();
    }

    /** After it was {@link #stop stopped}: the same share at the same address. */
    public final void startAgain() throws IOException, InterruptedException {
        Path console = place.resolve("console.log");
        process = Optional.of(new ProcessBuilder(command)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()))
                .start());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!answers()) {
            if (System.nanoTime() > deadline || !process.get().isAlive()) {
                throw new IOException(command.getFirst() + " did not start: " + Files.readString(console));
            }
            process.get().waitFor(20, TimeUnit.MILLISECONDS);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    public void stop() throws InterruptedException {
        if (process.isPresent()) {
            process.get().destroy();
            if (!process.get().waitFor(10, TimeUnit.SECONDS)) {
                process.get().destroyForcibly().waitFor();
            }
        }
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            process.ifPresent(Process::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }

    /** Servers run as another user when they are started by root. */
    public static void openDirectory(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    protected static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** A file of names and passwords as all of them read it. */
    protected final Path writeUsers() throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(PASSWORD.getBytes(StandardCharsets.UTF_8));
            return Files.writeString(
                    place.resolve("users"),
                    USER + ":{SHA}" + Base64.getEncoder().encodeToString(digest) + "\n");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
