// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/** Debian's Apache httpd with mod_dav, Basic and Digest authentication. */
public final class ApacheServer extends DavServer {
    public static final String PROGRAM = "/usr/sbin/apache2";

    private final TestCertificate certificate;
    private final int tlsPort = freePort();
    private final int proxyPort = freePort();

    private ApacheServer(Path place) throws IOException, InterruptedException {
        super(place);
        this.certificate = TestCertificate.make(place, "share.example");
    }

    /** Starts it below {@code place}, which must be a folder that any user of this machine may pass through. */
    public static ApacheServer start(Path place) throws IOException, InterruptedException {
        ApacheServer server = new ApacheServer(place);
        openDirectory(place.resolve("locks"));
        openDirectory(place.resolve("web"));
        openDirectory(place.resolve("secret"));
        Files.writeString(place.resolve("web/index.html"), "<html><body>Bienvenue</body></html>");
        server.writeUsers();
        Files.copy(place.resolve("users"), place.resolve("proxy-users"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(place.resolve("digests"), digest());
        Files.writeString(place.resolve("httpd.conf"), server.configuration());
        server.run(PROGRAM, "-f", place.resolve("httpd.conf").toString(), "-DFOREGROUND");
        return server;
    }

    /** Of the name, the realm and the password, as mod_auth_digest reads it. */
    private static String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("MD5")
                    .digest((USER + ":share:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            return USER + ":share:" + HexFormat.of().formatHex(digest) + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String configuration() throws IOException {
        String user = isRoot() ? "User www-data\nGroup www-data" : "";
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
                LoadModule auth_digest_module /usr/lib/apache2/modules/mod_auth_digest.so
                LoadModule filter_module /usr/lib/apache2/modules/mod_filter.so
                LoadModule deflate_module /usr/lib/apache2/modules/mod_deflate.so
                LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
                LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
                LoadModule proxy_connect_module /usr/lib/apache2/modules/mod_proxy_connect.so
                LoadModule socache_shmcb_module /usr/lib/apache2/modules/mod_socache_shmcb.so
                LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so
                LoadModule http2_module /usr/lib/apache2/modules/mod_http2.so
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
                Redirect 307 /unencrypted http://127.0.0.1:%2$d/dav
                Alias /dav "%1$s/share"
                Alias /deep "%1$s/share"
                Alias /digest "%1$s/share"
                Alias "/dépôt de l'asso" "%1$s/share"
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
                <Location /deep>
                  DavDepthInfinity On
                  AddOutputFilterByType DEFLATE text/xml application/xml
                </Location>
                <Location /digest>
                  AuthType Digest
                  AuthDigestProvider file
                  AuthUserFile "%1$s/digests"
                </Location>
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
                Listen 127.0.0.1:%4$d
                <VirtualHost 127.0.0.1:%4$d>
                  SSLEngine on
                  SSLCertificateFile "%5$s"
                  SSLCertificateKeyFile "%6$s"
                  Protocols h2 http/1.1
                </VirtualHost>
                Listen 127.0.0.1:%7$d
                <VirtualHost 127.0.0.1:%7$d>
                  ProxyRequests On
                  AllowCONNECT %4$d
                  <Proxy "*">
                    AuthType Basic
                    AuthName "proxy"
                    AuthUserFile "%1$s/proxy-users"
                    Require valid-user
                  </Proxy>
                </VirtualHost>
                """.formatted(
                        place(), port(), unixd + user, tlsPort, certificate.pem(), certificate.keyPem(), proxyPort);
    }

    @Override
    public URI url() {
        return url("/dav/");
    }

    /** The same share over TLS, with HTTP/2 for clients that speak it. */
    public URI tlsUrl() {
        return URI.create("https://127.0.0.1:" + tlsPort + "/dav/");
    }

    /** A proxy that asks for {@link #USER} and {@link #PASSWORD}, too, and leads to this server only. */
    public int proxyPort() {
        return proxyPort;
    }

    public TestCertificate certificate() {
        return certificate;
    }

    /** The same share, where {@code Depth: infinity} is answered, and listings are packed. */
    public URI deepUrl() {
        return url("/deep/");
    }

    /** The same share, behind Digest authentication. */
    public URI digestUrl() {
        return url("/digest/");
    }

    /** The same share, at an address with spaces and accents in it. */
    public URI accentedUrl() {
        return url("/d%C3%A9p%C3%B4t%20de%20l'asso/");
    }

    /** Lines of the access log, {@code METHOD path status}, that match, written since {@code from} lines were there. */
    public List<String> requests(int from, Predicate<String> filter) throws IOException {
        List<String> lines = Files.readAllLines(place().resolve("access.log"));
        return lines.subList(Math.min(from, lines.size()), lines.size()).stream()
                .filter(filter)
                .toList();
    }

    /** Grows with every request. */
    public long logSize() throws IOException {
        Path log = place().resolve("access.log");
        return Files.exists(log) ? Files.size(log) : 0;
    }

    public int requestsSoFar() throws IOException {
        Path log = place().resolve("access.log");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }
}
