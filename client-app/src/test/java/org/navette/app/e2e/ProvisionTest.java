// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navette.app.onboarding.Invitation;
import org.navette.app.provision.AdminServer;
import org.navette.app.provision.SigningKey;

/** An administrator hands policies and invitations out, and somebody on the way would like to. */
@Tag("thorough")
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
        List<String> arguments = new ArrayList<>(List.of("provision", "--to", policy.toString(), source));
        arguments.addAll(List.of(options));
        return client.run(Map.of(), arguments.toArray(String[]::new));
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
    void aServerAloneIsEnoughAndReplacesNothingThatSomebodyWrote() throws Exception {
        String server = "https://cloud.asso.example/dav/";
        assertEquals(2, provision(server, "--server", server).exit(), "one or the other");
        refused(2, "not an https address", provision("--server", "http://cloud.asso.example/"));
        refused(2, "not an https address", provision("--server", "https:// x"));
        refused(2, "not an https address", provision("--server", "https://marie:s3cret@cloud.asso.example/"));
        assertEquals(0, provision("--server", "https://old.asso.example/").exit());
        assertEquals(0, provision("--server", server).exit(), "one of these takes the place of another");
        String written = Files.readString(policy);
        assertTrue(written.contains("url = \"" + server + "\""), written);
        assertEquals(0, provision(policy.toString()).exit(), "it is a policy as any other");

        Files.writeString(policy, POLICY);
        assertEquals(1, provision("--server", server).exit());
        assertEquals(POLICY, Files.readString(policy));
    }

    @Test
    void whatCannotBeMeantIsToldWithItsLineAndChangesNothing() throws Exception {
        Path wrong = Files.writeString(place.resolve("wrong.toml"), POLICY + "password = \"s3cret\"\n");
        Client.Run run = provision(wrong.toString());
        refused(2, "password", run);
        assertTrue(run.err().contains("wrong.toml") && run.err().contains("7"), run.err());
        assertFalse(run.err().contains("s3cret"), "not shown to whoever looks over a shoulder");

        refused(2, "does not exist", provision(place.resolve("none.toml").toString()));
        refused(
                2,
                "does not match its checksum or signature",
                provision(file.toString(), "--sha256", sha256("another")));
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
        SigningKey admin = new SigningKey();
        Path signature = Files.write(place.resolve("asso.toml.sig"), admin.sign(POLICY));
        Path key = Files.writeString(place.resolve("key.pem"), admin.pem());
        String[] proof = {"--key", key.toString(), "--signature", signature.toString()};

        Path forged = Files.writeString(place.resolve("forged.toml"), POLICY.replace("asso.example", "evil.example"));
        refused(2, "does not match its checksum or signature", provision(forged.toString(), proof));
        assertEquals(0, provision(file.toString(), proof).exit());
    }

    @Test
    void fromAnAddressOnlyOverHttpsOnlyWithAProofAndOnlyFromThere() throws Exception {
        String sum = sha256(POLICY);
        try (AdminServer server = new AdminServer(place)) {
            server.put("/policy.toml", POLICY);
            String url = server.url("/policy.toml");
            refused(2, "--sha256", provision(url));
            refused(2, "not an https address", provision(url.replace("https", "http"), "--sha256", sum));
            refused(6, "is not trusted", provision(url, "--sha256", sum));
            assertEquals(List.of(), server.asked(), "whoever cannot be trusted is not asked for anything");

            String[] trusting = {"--ca-file", server.authority().toString(), "--sha256", sum};
            refused(4, "leads to another", provision(server.url("/moved"), trusting));
            refused(4, "does not understand", provision(server.url("/endless"), trusting));
            refused(4, "nothing there", provision(server.url("/none"), trusting));
            trusting[3] = sha256("?");
            refused(2, "does not match its checksum or signature", provision(url, trusting));
            trusting[3] = sum;
            Client.Run run = provision(url, trusting);
            assertEquals(0, run.exit(), run.err());
            assertEquals(POLICY, Files.readString(policy));
        }
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
