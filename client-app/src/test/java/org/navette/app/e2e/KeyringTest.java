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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.NeedsServer;

/** The password in a real keyring, in a session as a desktop starts it. */
@Tag("thorough")
@NeedsServer(KeyringTest.KEYRING)
class KeyringTest {
    static final String KEYRING = "/usr/bin/gnome-keyring-daemon";

    /** Unlocks the keyring as a display manager does, waits until it answers, and ends it with the session. */
    private static final String SESSION = """
            printf unlock | %s --foreground --unlock --components=secrets >/dev/null 2>&1 &
            keyring=$!
            until dbus-send --session --print-reply --dest=org.freedesktop.DBus / \\
                org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q true; do :; done
            "$@"
            code=$?
            kill $keyring
            wait $keyring
            exit $code
            """.formatted(KEYRING);

    @RegisterExtension
    private static final ApacheExtension apache = new ApacheExtension();

    @Test
    void itIsThereAndInNoFileOfOurs() throws Exception {
        String url = apache.url().toString();
        Client client = new Client(apache.place(), apache.test(), url);
        client.write("a.txt", "a");
        Path passwordFile =
                Files.writeString(apache.place().resolve(apache.test() + "-password"), ApacheServer.PASSWORD);
        client.within("dbus-run-session", "--", "sh", "-c", SESSION, "sh");
        Map<String, String> session = session();

        Client.Run login = client.run(
                session, "login", url, "--user", ApacheServer.USER, "--password-file", passwordFile.toString());
        assertEquals(0, login.exit(), login.err());
        assertTrue(login.out().contains("The password is kept in the keyring"), login.out() + login.err());
        assertEquals(List.of(), CredentialsTest.files(client.home().resolve("passwords")));

        Client.Run sync = syncWithUserOnly(client, session);
        assertEquals(0, sync.exit(), sync.err());
        assertEquals("a", Files.readString(apache.share().resolve("a.txt")));
        List<Path> keyrings = CredentialsTest.files(Path.of(session.get("XDG_DATA_HOME")));
        assertFalse(keyrings.isEmpty());
        for (Path file : keyrings) {
            CredentialsTest.assertSecretFree(Files.readString(file, StandardCharsets.ISO_8859_1));
        }

        Client.Run logout = client.run(session, "logout", url, "--user", ApacheServer.USER);
        assertTrue(logout.out().contains("has forgotten"), logout.out() + logout.err());
        assertEquals(2, syncWithUserOnly(client, session).exit());
    }

    private Map<String, String> session() throws IOException {
        Path place = Files.createDirectories(apache.place().resolve("session"));
        Path runtime = Files.createDirectories(place.resolve("runtime"));
        Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwx------"));
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", place.toString());
        environment.put(
                "XDG_DATA_HOME", Files.createDirectories(place.resolve("data")).toString());
        environment.put("XDG_RUNTIME_DIR", runtime.toString());
        return environment;
    }

    private static Client.Run syncWithUserOnly(Client client, Map<String, String> session) throws Exception {
        return client.run(session, "sync", client.folder().toString(), client.url(), "--user", ApacheServer.USER);
    }
}
