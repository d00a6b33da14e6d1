// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.NeedsServer;

/** Where the password is, and where it is not. */
@Tag("thorough")
@NeedsServer(ApacheServer.PROGRAM)
class CredentialsTest {
    @RegisterExtension
    private static final ApacheExtension apache = new ApacheExtension();

    private Client client;
    private String url = "";
    private Path passwordFile = Path.of("");

    @BeforeEach
    void makeClient() throws IOException {
        url = apache.url().toString();
        client = new Client(apache.place(), apache.test(), url);
        client.write("a.txt", "a");
        passwordFile = Files.writeString(apache.place().resolve(apache.test() + "-password"), ApacheServer.PASSWORD);
    }

    private Client.Run login(Map<String, String> environment) throws Exception {
        return client.run(
                environment, "login", url, "--user", ApacheServer.USER, "--password-file", passwordFile.toString());
    }

    private Client.Run syncWithUserOnly(Map<String, String> environment) throws Exception {
        return client.run(environment, "sync", client.folder().toString(), url, "--user", ApacheServer.USER);
    }

    /** A session in which nothing answers for secrets. */
    private static Map<String, String> bare() {
        return Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    }

    @Test
    void withoutAKeyringItIsInAFileOfTheOwnerAlone() throws Exception {
        Client.Run login = login(bare());
        assertEquals(0, login.exit(), login.err());
        assertTrue(login.err().contains("There is no keyring in this session"), login.err());
        List<Path> kept = files(client.home().resolve("passwords"));
        assertEquals(1, kept.size());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.getFirst())));

        assertEquals(0, syncWithUserOnly(bare()).exit());

        Files.setPosixFilePermissions(kept.getFirst(), PosixFilePermissions.fromString("rw-r--r--"));
        Client.Run refused = syncWithUserOnly(bare());
        assertEquals(2, refused.exit());
        assertTrue(refused.err().contains("others can read it"), refused.err());
        Files.setPosixFilePermissions(kept.getFirst(), PosixFilePermissions.fromString("rw-------"));

        assertEquals(
                0,
                client.run(bare(), "logout", url, "--user", ApacheServer.USER).exit());
        assertEquals(List.of(), files(client.home().resolve("passwords")));
        Client.Run without = syncWithUserOnly(bare());
        assertEquals(2, without.exit());
        assertTrue(without.err().contains("There is no password for marie"), without.err());
    }

    @Test
    void aWrongPasswordIsNotKept() throws Exception {
        Files.writeString(passwordFile, "wrong");
        Client.Run login = login(bare());
        assertEquals(5, login.exit(), login.err());
        assertFalse(Files.exists(client.home().resolve("passwords")));
    }

    @Test
    void itIsNowhereElse() throws Exception {
        List<String> said = new ArrayList<>();
        for (List<String> arguments : List.of(
                List.of("sync", client.folder().toString(), url, "--verbose"),
                List.of("sync", client.folder().toString(), url + "nothing/", "--verbose"),
                List.of("doctor", url, "--verbose"),
                List.of(
                        "doctor",
                        url,
                        "--json",
                        "--verbose",
                        "--proxy",
                        "127.0.0.1:" + apache.server().proxyPort()),
                List.of("sync", client.folder().toString(), "http://127.0.0.1:1/", "--verbose"))) {
            Process process = client.start(Client.login(), arguments);
            said.add(commandLine(process));
            Client.Run run = Client.finish(process);
            said.add(run.out());
            said.add(run.err());
        }
        assertTrue(said.stream().anyMatch(text -> text.contains("PROPFIND")), "the requests were told");
        for (Path file : files(client.home())) {
            said.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            said.add(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        said.forEach(CredentialsTest::assertSecretFree);
    }

    private static String commandLine(Process process) throws IOException {
        Path file = Path.of("/proc/" + process.pid() + "/cmdline");
        return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    }

    /** In none of the forms it has anywhere. */
    static void assertSecretFree(String text) {
        byte[] utf8 = ApacheServer.PASSWORD.getBytes(StandardCharsets.UTF_8);
        String basic = Base64.getEncoder()
                .encodeToString((ApacheServer.USER + ":" + ApacheServer.PASSWORD).getBytes(StandardCharsets.UTF_8));
        for (String form : List.of(
                ApacheServer.PASSWORD,
                new String(utf8, StandardCharsets.ISO_8859_1),
                "s3cret",
                basic,
                Base64.getEncoder().encodeToString(utf8))) {
            assertFalse(text.contains(form), text);
        }
    }

    static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
