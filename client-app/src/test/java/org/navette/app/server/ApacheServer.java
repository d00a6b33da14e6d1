// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.server;

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
import java.util.function.Predicate;

/** Debian's Apache httpd with mod_dav and Basic authentication, in a folder of its own on a free port of this machine. */
public final class ApacheServer {
    public static final String PROGRAM = "/usr/sbin/apache2";
    public static final String USER = "marie";
    public static final String PASSWORD = "s3cret été";

    private final Path place;
    private final int port;
    private Optional<Process> process = Optional.empty();

    private ApacheServer(Path place, int port) {
        this.place = place;
        this.port = port;
    }

    /** Starts it below {@code place}, which must be a folder that any user of this machine may pass through. */
    public static ApacheServer start(Path place) throws IOException, InterruptedException {
        ApacheServer server = new ApacheServer(place, freePort());
        openDirectory(place);
        openDirectory(server.share());
        openDirectory(place.resolve("locks"));
        openDirectory(place.resolve("web"));
        openDirectory(place.resolve("secret"));
        Files.writeString(place.resolve("web/index.html"), "<html><body>Bienvenue</body></html>");
        Files.writeString(place.resolve("users"), USER + ":" + sha(PASSWORD) + "\n");
        Files.writeString(place.resolve("httpd.conf"), server.configuration());
        server.run();
        return server;
    }

    private String configuration() {

        String user = "root".equals(System.getProperty("user.name")) ? "User www-data\nGroup www-data" : "";
        String unixd = Files.exists(Path.of("/usr/lib/apache2/modules/mod_unixd.so"))
                ? "LoadModule unixd_module /usr/lib/apache2/modules/mod_unixd.so\n"
                : "";
        return """
                ServerRoot "%1$s"
                ServerName 127.0.0.1
                Listen 127.0.0.1:%2$d
                PidFile "%1$s/pid"
                %3$s
                LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
                LoadModule authn_core_module /usr/lib/apache2/modules/mod_authn_core.so
                LoadModule authn_file_module /usr/lib/apache2/modules/mod_authn_file.so
                LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
                LoadModule authz_user_module /usr/lib/apache2/modules/mod_authz_user.so
                LoadModule auth_basic_module /usr/lib/apache2/modules/mod_auth_basic.so
                LoadModule dav_module /usr/lib/apache2/modules/mod_dav.so
                LoadModule dav_fs_module /usr/lib/apache2/modules/mod_dav_fs.so
                LoadModule alias_module /usr/lib/apache2/modules/mod_alias.so
                LoadModule dir_module /usr/lib/apache2/modules/mod_dir.so
                ErrorLog "%1$s/error.log"
                LogFormat "%%m %%U %%>s" short
                CustomLog "%1$s/access.log" short
                DocumentRoot "%1$s/web"
                DavLockDB "%1$s/locks/db"
                KeepAlive On
                MaxKeepAliveRequests 0
                LimitXMLRequestBody 0
                DirectoryIndex index.html
                Redirect 302 /elsewhere http://localhost.invalid/dav/
                Alias /dav "%1$s/share"
                Alias /secret "%1$s/secret"
                <Directory "%1$s/web">
                  Require all granted
                </Directory>
                <Directory "%1$s/share">
                  Dav On
                  AuthType Basic
                  AuthName "share"
                  AuthUserFile "%1$s/users"
                  Require valid-user
                </Directory>
                <DirectoryMatch "^%1$s/share/[^/]+/read-only">
                  <Limit GET HEAD OPTIONS PROPFIND>
                    Require valid-user
                  </Limit>
                  <LimitExcept GET HEAD OPTIONS PROPFIND>
                    Require all denied
                  </LimitExcept>
                </DirectoryMatch>
                <Directory "%1$s/secret">
                  Dav On
                  Require all denied
                </Directory>
                """.formatted(place, port, unixd + user);
    }

    private void run() throws IOException, InterruptedException {
        process = Optional.of(
                new ProcessBuilder(PROGRAM, "-f", place.resolve("httpd.conf").toString(), "-DFOREGROUND")
                        .redirectErrorStream(true)
                        .redirectOutput(place.resolve("console.log").toFile())
                        .start());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!answers()) {
            if (System.nanoTime() > deadline || !process.get().isAlive()) {
                throw new IOException("apache2 did not start: " + Files.readString(place.resolve("console.log")));
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

    /** The folder behind {@code /dav/}. */
    public Path share() {
        return place.resolve("share");
    }

    /** A new share of that name. */
    public URI newShare(String name) throws IOException {
        openDirectory(share().resolve(name));
        return url("/dav/" + name + "/");
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Lines of the access log, {@code METHOD path status}, that match, written since {@code from} lines were there. */
    public List<String> requests(int from, Predicate<String> filter) throws IOException {
        List<String> lines = Files.readAllLines(place.resolve("access.log"));
        return lines.subList(Math.min(from, lines.size()), lines.size()).stream()
                .filter(filter)
                .toList();
    }

    /** Grows with every request. */
    public long logSize() throws IOException {
        Path log = place.resolve("access.log");
        return Files.exists(log) ? Files.size(log) : 0;
    }

    public int requestsSoFar() throws IOException {
        Path log = place.resolve("access.log");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    /** Apache runs as another user when it is started by root. */
    public static void openDirectory(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String sha(String password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
            return "{SHA}" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
