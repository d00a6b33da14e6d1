// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.navette.engine.port.StoreException;
import org.navette.testserver.FakeDav;
import org.navette.testserver.FakeFeature;
import org.navette.testserver.FakePush;

class ServerPushTest {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private FakeDav files;
    private FakePush push;

    private final class Ear implements ServerPush.Ear {
        @Override
        public void changed() {
            heard.add("changed");
        }

        @Override
        public void ended() {
            heard.add("ended");
        }
    }

    @BeforeEach
    void start() throws Exception {
        files = FakeDav.start(Set.of(FakeFeature.PUSH));
        push = FakePush.before(files);
    }

    @AfterEach
    void stop() throws Exception {
        push.close();
        files.close();
    }

    private Optional<ServerPush> listen(URI url, String password) throws StoreException {
        Account.Login login = new Account.Login(FakeDav.USER, password);
        return ServerPush.listen(
                new Account(new ShareAddress(url), Optional.of(login), ConnectionSettings.USUAL), new Ear());
    }

    private String next() throws InterruptedException {
        return String.valueOf(heard.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void changesAreToldUntilTheServerHangsUp() throws Exception {
        try (ServerPush listening = listen(push.url(), FakeDav.PASSWORD).orElseThrow()) {
            while (push.clients() == 0) {
                Thread.onSpinWait();
            }
            push.changed();
            assertEquals("changed", next());
            push.hangUp();
            assertEquals("ended", next());
            assertTrue(listening.isOver());
        }
    }

    @Test
    void whoeverClosesIsNotToldOfTheEnd() throws Exception {
        listen(push.url(), FakeDav.PASSWORD).orElseThrow().close();
        push.hangUp();
        assertEquals(List.of(), List.copyOf(heard));
    }

    @Test
    void aPasswordThatIsRefusedEndsIt() throws Exception {
        push.hangUp();
        try (ServerPush listening = listen(push.url(), FakeDav.PASSWORD).orElseThrow()) {
            assertEquals("ended", next());
            assertTrue(listening.isOver());
        }
    }

    @Test
    void thePasswordNeverGoesToAnotherServer() throws Exception {
        for (String elsewhere : List.of(
                "ws://evil.example/push/ws",
                push.url().toString().replaceFirst("http://127.0.0.1:\\d+.*", "ws://127.0.0.1:9/push/ws"),
                "http://127.0.0.1/",
                "not an address",
                "")) {
            files.tellsOfChangesAt(elsewhere);
            assertEquals(Optional.empty(), listen(push.url(), FakeDav.PASSWORD), elsewhere);
        }
        assertEquals(0, push.clients());
    }

    @Test
    void whereNobodyListensItFails() throws Exception {
        URI files = push.url();
        this.files.tellsOfChangesAt(files.toString().replaceFirst("http", "ws").replaceFirst("/remote.*", "/nothing"));
        assertThrows(StoreException.class, () -> listen(files, FakeDav.PASSWORD));
    }

    @Test
    void aPlainShareIsNotEvenAsked() throws Exception {
        int before = files.requests().size();
        assertEquals(Optional.empty(), listen(URI.create("http://127.0.0.1:9/dav/"), FakeDav.PASSWORD));
        assertEquals(before, files.requests().size());
    }
}
