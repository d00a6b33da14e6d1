// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.hash.Hashing;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navette.app.enrol.Invitation;
import org.navette.testserver.TestCertificate;

/** An administrator hands policies and invitations out, and somebody on the way would like to. */
class ProvisionTest {
    private static final String POLICY = """
            # of the association
            locked = ["account"]

            [[account]]
            name = "asso"
            url = "https://cloud.asso.example/dav/"
            """;

    @TempDir
    Path place;

    private Client client;
    private Path policy;
    private Path file;

    @BeforeEach
    void newMachine() throws Exception {
        client = new Client(place, "admin", "https://unused.example/");
        policy = place.resolve("etc/navette/policy.toml");
        file = Files.writeString(place.resolve("asso.toml"), POLICY);
    }

    private Client.Run provision(String source, String... options) throws Exception {
        return provision(Map.of(), source, options);
    }

    private Client.Run provision(Map<String, String> environment, String source, String... options) throws Exception {
        String[] arguments = new String[options.length + 4];
        System.arraycopy(new String[] {"provision", source, "--to", policy.toString()}, 0, arguments, 0, 4);
        System.arraycopy(options, 0, arguments, 4, options.length);
        return client.run(environment, arguments);
    }

    private static String sha256(String text) {
        return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
    }

    private void refused(int exit, String says, Client.Run run) {
        assertEquals(exit, run.exit(), run.err());
        assertTrue(run.err().contains(says), run.err());
        assertTrue(run.err().contains("Nothing was changed."), run.err());
        assertFalse(Files.exists(policy));
    }

    @Test
    void aFileIsCheckedAndPutInItsPlaceForAllToRead() throws Exception {
        Client.Run run = provision(file.toString(), "--sha256", sha256(POLICY));
        assertEquals(0, run.exit(), run.err());
        assertEquals(POLICY, Files.readString(policy));
        assertTrue(Files.getPosixFilePermissions(policy).toString().contains("OTHERS_READ"));
        assertEquals(0, provision(file.toString()).exit(), "a file that is here needs no proof");

        Files.delete(policy);
        assertEquals(0, provision(file.toString(), "--dry-run").exit());
        assertFalse(Files.exists(policy));
        policy = Files.createDirectory(place.resolve("directory"));
        assertEquals(1, provision(file.toString()).exit(), "only a file is replaced");
    }

    @Test
    void whatCannotBeMeantIsToldWithItsLineAndChangesNothing() throws Exception {
        Path wrong = Files.writeString(place.resolve("wrong.toml"), POLICY + "password = \"s3cret\"\n");
        Client.Run run = provision(wrong.toString());
        refused(2, "password", run);
        assertTrue(run.err().contains("wrong.toml") && run.err().contains("7"), run.err());
        assertFalse(run.err().contains("s3cret"), "not shown to whoever looks over a shoulder");

        refused(2, "not there", provision(place.resolve("none.toml").toString()));
        refused(2, "not what was promised", provision(file.toString(), "--sha256", sha256("another")));
        refused(2, "64 hexadecimal", provision(file.toString(), "--sha256", "abc"));
        refused(2, "alone", provision(file.toString(), "--sha256", sha256(POLICY), "--key", file.toString()));
        refused(2, "together", provision(file.toString(), "--key", file.toString()));
        refused(2, "Ed25519", provision(file.toString(), "--key", file.toString(), "--signature", file.toString()));

        provision(file.toString());
        assertEquals(2, provision(wrong.toString()).exit());
        assertEquals(POLICY, Files.readString(policy), "the one that was there stays");
        policy = file.resolve("policy.toml");
        assertEquals(1, provision(file.toString()).exit(), "below a file nothing can be written");
    }

    @Test
    void aSignatureProvesWhoMadeIt() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(POLICY.getBytes(StandardCharsets.UTF_8));
        Path signature = Files.write(place.resolve("asso.toml.sig"), signer.sign());
        Path key = Files.writeString(
                place.resolve("key.pem"),
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(pair.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        String[] proof = {"--key", key.toString(), "--signature", signature.toString()};

        Path forged = Files.writeString(place.resolve("forged.toml"), POLICY.replace("asso.example", "evil.example"));
        refused(2, "not what was promised", provision(forged.toString(), proof));
        assertEquals(0, provision(file.toString(), proof).exit());
    }

    @Test
    void fromAnAddressOnlyOverHttpsOnlyWithAProofAndOnlyFromThere() throws Exception {
        String sum = sha256(POLICY);
        TestCertificate certificate = TestCertificate.make(place, "admin.example");
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(certificate)));
        CopyOnWriteArrayList<String> asked = answer(server);
        server.start();
        try {
            String base = "https://127.0.0.1:" + server.getAddress().getPort();
            refused(2, "--sha256", provision(base + "/policy.toml"));
            refused(
                    2,
                    "not an https address",
                    provision(base.replace("https", "http") + "/policy.toml", "--sha256", sum));
            refused(4, "cannot be read", provision(base + "/policy.toml", "--sha256", sum));
            assertEquals(0, asked.size(), "whoever cannot be trusted is not asked for anything");

            Map<String, String> trusting = Map.of(
                    "JDK_JAVA_OPTIONS",
                    "-Djavax.net.ssl.trustStorePassword=changeit -Djavax.net.ssl.trustStore=" + trusted(certificate));
            refused(4, "HTTP 302", provision(trusting, base + "/moved", "--sha256", sum));
            refused(4, "bytes", provision(trusting, base + "/endless", "--sha256", sum));
            refused(2, "not what was promised", provision(trusting, base + "/policy.toml", "--sha256", sha256("?")));
            Client.Run run = provision(trusting, base + "/policy.toml", "--sha256", sum);
            assertEquals(0, run.exit(), run.err());
            assertEquals(POLICY, Files.readString(policy));
        } finally {
            server.stop(0);
        }
    }

    private static CopyOnWriteArrayList<String> answer(HttpServer server) {
        CopyOnWriteArrayList<String> asked = new CopyOnWriteArrayList<>();
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            try (exchange) {
                if (path.equals("/moved")) {
                    exchange.getResponseHeaders().add("Location", "/policy.toml");
                    exchange.sendResponseHeaders(302, -1);
                    return;
                }
                exchange.sendResponseHeaders(200, 0);
                try (OutputStream body = exchange.getResponseBody()) {
                    byte[] text = POLICY.getBytes(StandardCharsets.UTF_8);
                    int times = path.equals("/endless") ? 1_000_000 : 1;
                    for (int i = 0; i < times; i++) {
                        body.write(text);
                    }
                }
            }
        });
        return asked;
    }

    private static SSLContext context(TestCertificate certificate) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(certificate.file())) {
            keys.load(in, TestCertificate.SECRET.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, TestCertificate.SECRET.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private Path trusted(TestCertificate certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(certificate.pem())) {
            trusted.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        Path store = place.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(store)) {
            trusted.store(out, "changeit".toCharArray());
        }
        return store;
    }

    @Test
    void anInvitationSaysWhatWasAskedAndNeverAPassword() throws Exception {
        Path invitation = place.resolve("asso.navette");
        String[] what = {"--server", "cloud.asso.example/dav", "--folder", "/Comptes & co/", "--name", "Été"};
        Client.Run run = client.run(
                Map.of(),
                "invite",
                what[0],
                what[1],
                what[2],
                what[3],
                what[4],
                what[5],
                "--out",
                invitation.toString());
        assertEquals(0, run.exit(), run.err());
        Invitation expected = new Invitation(
                "cloud.asso.example/dav", Optional.empty(), Optional.of("Comptes & co"), Optional.of("Été"));
        assertEquals(Optional.of(expected), Invitation.read(invitation.toString()));

        run = client.run(Map.of(), "invite", what[0], what[1], what[2], what[3], what[4], what[5], "--link");
        assertEquals(Optional.of(expected), Invitation.read(run.out().strip()));

        run = client.run(Map.of(), "invite", "--server", "https://marie:s3cret@cloud.asso.example/");
        assertEquals(2, run.exit());
        assertEquals("", run.out());
        assertEquals(
                2,
                client.run(Map.of(), "invite", "--server", "a.example", "--folder", "../x")
                        .exit());
        assertEquals(
                1,
                client.run(Map.of(), "invite", "--server", "a.example", "--out", place.toString())
                        .exit());
    }
}
