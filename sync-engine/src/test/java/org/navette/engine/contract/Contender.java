// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.contract;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.ConnectionSettings;
import org.navette.engine.dav.DavClient;
import org.navette.engine.dav.ShareAddress;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Condition;
import org.navette.engine.port.ServerProfile;
import org.navette.engine.port.StoreException;
import org.navette.engine.probe.ServerProbe;
import org.navette.engine.sim.ModelServer;
import org.navette.engine.tree.Kind;
import org.navette.engine.tree.RelativePath;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.DavServer;
import org.navette.testserver.ServerKind;
import org.navette.testserver.TlsFront;

/** Everything that is held to the contract: real servers, ways to reach them, and the models of the simulation. */
public enum Contender {
    APACHE,
    APACHE_DEEP,
    APACHE_DIGEST,
    APACHE_ACCENTED,
    APACHE_WITHOUT_SLASH,
    APACHE_TLS_HTTP2,
    APACHE_BEHIND_TLS,
    NGINX,
    LIGHTTPD,
    RCLONE,
    TOMCAT,
    MODEL_APACHE,
    MODEL_NGINX,
    MODEL_LIGHTTPD,
    MODEL_RCLONE,
    MODEL_TOMCAT;

    /**
     * A share that was opened and probed, in a place of its own.
     *
     * @param plain where another program finds the same share, by plain http and Basic authentication; absent for a model
     */
    public record Share(
            RemoteStore remote, ServerProfile profile, Runnable pause, Optional<URI> plain, AutoCloseable end)
            implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try {
                end.close();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    boolean isModel() {
        return name().startsWith("MODEL_");
    }

    /** The real server that this is, leads to, or is the model of. */
    ServerKind server() {
        return ServerKind.valueOf(name().replaceFirst("^MODEL_", "").replaceFirst("^APACHE_.*", "APACHE"));
    }

    private URI address(DavServer server) {
        if (!(server instanceof ApacheServer apache)) {
            return server.url();
        }
        return switch (this) {
            case APACHE_DEEP -> apache.deepUrl();
            case APACHE_DIGEST -> apache.digestUrl();
            case APACHE_ACCENTED -> apache.accentedUrl();
            case APACHE_TLS_HTTP2 -> apache.tlsUrl();
            case APACHE_WITHOUT_SLASH -> URI.create(apache.url().toString().replaceFirst("/$", ""));
            default -> apache.url();
        };
    }

    /** Starts the server, opens its share and probes it; skips where its program is not installed, and says so. */
    public Share open() throws IOException, InterruptedException {
        if (isModel()) {
            ModelServer model = ModelServer.of(server().name());
            return probed(model.remote(), model::pause, Optional.empty(), () -> {});
        }
        server().assumeInstalled();
        Path place = Files.createTempDirectory("navette-contract-");
        DavServer server = server().start(place);
        AutoCloseable stop = () -> {
            server.close();
            MoreFiles.deleteRecursively(place, RecursiveDeleteOption.ALLOW_INSECURE);
        };
        try {
            return open(server, stop);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private Share open(DavServer server, AutoCloseable stop) throws IOException {
        if (this != APACHE_BEHIND_TLS) {
            return open(server, address(server), stop);
        }
        TlsFront front = TlsFront.before(server.url(), ((ApacheServer) server).certificate(), null);
        return open(server, front.url(server.url()), () -> {
            front.close();
            stop.close();
        });
    }

    private static Share open(DavServer server, URI address, AutoCloseable stop) throws StoreException {
        DavClient client = DavClient.open(account(server, address));
        return probed(client, Contender::tick, Optional.of(server.url()), () -> {
            client.close();
            stop.close();
        });
    }

    private static Share probed(RemoteStore remote, Runnable pause, Optional<URI> plain, AutoCloseable end)
            throws StoreException {
        RelativePath scratch = RelativePath.of("~navette-probe-contract");
        ServerProfile profile = ServerProbe.probe(remote, scratch, pause);
        remote.delete(scratch, Kind.FOLDER, new Condition.None());
        return new Share(remote, profile, pause, plain, end);
    }

    static Account account(DavServer server, URI address) {
        Optional<Account.Login> login = server.asksForPassword()
                ? Optional.of(new Account.Login(DavServer.USER, DavServer.PASSWORD))
                : Optional.empty();
        ConnectionSettings.Trust trust = server instanceof ApacheServer apache
                ? ConnectionSettings.Trust.SYSTEM.pinning(apache.certificate().fingerprint())
                : ConnectionSettings.Trust.SYSTEM;
        ConnectionSettings line =
                new ConnectionSettings(trust, Optional.empty(), ConnectionSettings.Limits.NONE, false);
        return new Account(new ShareAddress(address), login, line);
    }

    static void tick() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
    }
}
