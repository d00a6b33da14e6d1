// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A key and a certificate that nobody but itself vouches for. */
public final class TestCertificate {
    public static final String SECRET = "changeit";
    private static final String ALIAS = "key";

    private final Path file;
    private final KeyStore keys;

    private TestCertificate(Path file, KeyStore keys) {
        this.file = file;
        this.keys = keys;
    }

    /** @param name what it is for, and that of its file */
    public static TestCertificate make(Path work, String name) throws IOException, InterruptedException {
        Path file = work.resolve(name + ".p12");
        Path log = work.resolve("keytool.log");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-ext",
                        "bc:critical=ca:true",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        SECRET)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException(Files.readString(log));
        }
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, SECRET.toCharArray());
            return new TestCertificate(file, keys);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Certificate and key in PKCS#12, under {@link #SECRET}. */
    public Path file() {
        return file;
    }

    /** The certificate alone, in PEM. */
    public Path pem() throws IOException {
        try {
            return write(".crt", "CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** The key alone, in PEM. */
    Path keyPem() throws IOException {
        try {
            return write(
                    ".key",
                    "PRIVATE KEY",
                    keys.getKey(ALIAS, SECRET.toCharArray()).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private Path write(String suffix, String what, byte[] bytes) throws IOException {
        String text = "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(bytes)
                + "\n-----END " + what + "-----\n";
        return Files.writeString(Path.of(file + suffix), text);
    }

    /** As hexadecimal digits. */
    public String fingerprint() {
        try {
            byte[] encoded = keys.getCertificate(ALIAS).getEncoded();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For a server that shows this certificate, and asks its clients for {@code client}'s if that is given. */
    SSLContext context(@Nullable TestCertificate client) throws IOException {
        try {
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, SECRET.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), client == null ? new TrustManager[0] : client.trust(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private TrustManager[] trust() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
