// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whoever may vouch for a server: where the system keeps them, and in files of our own. */
final class Authorities {
    private static final Logger LOG = LoggerFactory.getLogger(Authorities.class);

    /** Where Debian, Fedora, openSUSE and Alpine keep what their administrators trust. */
    private static final List<Path> BUNDLES = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
            Path.of("/etc/ssl/ca-bundle.pem"),
            Path.of("/etc/ssl/cert.pem"));

    private Authorities() {}

    /** What the system trusts, an administrator's additions too; where that cannot be read, what Java does. */
    static X509TrustManager ofSystem() {
        try {
            String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
            if (system.contains("win")) {
                return trusting(loaded("Windows-ROOT"));
            }
            if (system.contains("mac")) {
                return trusting(loaded("KeychainStore-ROOT"));
            }
            Optional<Path> bundle = bundle();
            if (bundle.isPresent()) {
                return in(bundle.get());
            }
        } catch (IOException | GeneralSecurityException e) {
            LOG.info("the system's authorities cannot be read, so Java's are taken", e);
        }
        return ofJava();
    }

    /** The file in which this system keeps what it trusts; absent where that is no file. */
    static Optional<Path> bundle() {
        return BUNDLES.stream().filter(Files::isReadable).findFirst();
    }

    private static X509TrustManager ofJava() {
        try {
            return trusting(null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java's trust store can't be read", e);
        }
    }

    /** @throws StoreException {@link Failure.LocalTrouble} if there are no certificates in it */
    static X509TrustManager in(Path pem) throws StoreException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(pem))) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new StoreException(new Failure.LocalTrouble(pem.toString(), "no certificate in it"));
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            return trusting(store);
        } catch (IOException e) {
            throw StoreException.here(pem.toString(), e);
        } catch (GeneralSecurityException e) {
            throw new StoreException(new Failure.LocalTrouble(pem.toString(), "no certificates in PEM"), e);
        }
    }

    /** @throws StoreException {@link Failure.LocalTrouble} if the file or its password is not what it should be */
    static KeyManager[] keys(ConnectionSettings.Client client) throws StoreException {
        char[] password = client.password().toCharArray();
        try (InputStream in = Files.newInputStream(client.file())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password);
            return factory.getKeyManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new StoreException(
                    new Failure.LocalTrouble(client.file().toString(), "no PKCS#12 file, or another password"), e);
        }
    }

    private static KeyStore loaded(String type) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        return store;
    }

    /** @param store null for Java's own */
    private static X509TrustManager trusting(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no trust manager"));
    }
}
