// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.FaultProxy;
import org.navette.testserver.NeedsServer;

/**
 * The real program, killed in the middle of its work again and again, or on a line that breaks all the time, while people
 * go on working on two computers and on the server. In the end nothing is lost, nothing doubled, and all sides are equal.
 */
@Tag("thorough")
@NeedsServer(ApacheServer.PROGRAM)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CrashEndToEndTest {
    private static final int KILLS = 100;
    private static final int BAD_LINE_RUNS = 40;
    private static final int LONGEST_LIFE_MILLIS = 350;
    private static final long SEED = Long.getLong("kill.seed", System.currentTimeMillis());

    @RegisterExtension
    static final ApacheExtension apache = new ApacheExtension();

    private final Random chance = new Random(SEED);
    private final Scribe scribe = new Scribe(SEED);
    private Client one;
    private Client two;

    private void clients(String url) throws IOException {
        one = new Client(apache.place(), apache.test() + "-one", url);
        two = new Client(apache.place(), apache.test() + "-two", url);
    }

    private void everybodyWorks() throws IOException {
        scribe.work(one.folder(), "one");
        scribe.work(two.folder(), "two");
        scribe.work(apache.share(), "server");
    }

    @Test
    void beingKilledAHundredTimesLosesAndDoublesNothing() throws Exception {
        clients(apache.url().toString());
        everybodyWorks();
        one.sync("--quiet");
        two.sync("--quiet");
        int inTheMiddle = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            everybodyWorks();
            Client client = chance.nextBoolean() ? one : two;
            String command = chance.nextInt(4) == 0 ? "watch" : "sync";
            inTheMiddle += killed(client, command) ? 1 : 0;
        }
        assertTrue(inTheMiddle > KILLS / 2, "only " + inTheMiddle + " were still at work");
        settleAndCheck(one, two);
        System.out.printf("%d kills, %d of them in the middle of a pass (kill.seed %d)%n", KILLS, inTheMiddle, SEED);
    }

    /** Whether it was still at work. */
    private boolean killed(Client client, String command) throws Exception {
        long before = apache.server().logSize();
        Process process = client.start(
                Client.login(),
                List.of(command, client.folder().toString(), client.url(), "--quiet", "--accept-deletions"));
        Waiting.until(
                "its first request", () -> !process.isAlive() || apache.server().logSize() > before);
        // Somebody works while it does, here or there.
        Client worker = chance.nextBoolean() ? one : two;
        scribe.work(worker.folder(), worker == one ? "one" : "two");
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(chance.nextInt(LONGEST_LIFE_MILLIS)));
        boolean alive = process.isAlive();
        process.destroyForcibly();
        Client.finish(process);
        return alive;
    }

    @Test
    void aLineThatBreaksAllTheTimeLosesAndDoublesNothing() throws Exception {
        try (FaultProxy proxy = FaultProxy.before(apache.url(), SEED)) {
            clients(proxy.url(apache.url()).toString());
            everybodyWorks();
            List<Integer> exits = new ArrayList<>();
            for (int run = 0; run < BAD_LINE_RUNS; run++) {
                everybodyWorks();
                // From a line on which hardly anything gets through to one with a fault now and then.
                proxy.oneIn(8 + chance.nextInt(80));
                Client client = run % 2 == 0 ? one : two;
                if (run % 5 == 4) {
                    killed(client, "sync");
                } else {
                    Client.Run ended = client.sync("--quiet", "--accept-deletions");
                    assertTrue(List.of(0, 1, 4).contains(ended.exit()), ended.exit() + " " + ended.err());
                    exits.add(ended.exit());
                }
            }
            int faults = proxy.faults();
            assertTrue(faults > BAD_LINE_RUNS / 2, "only " + faults + " faults");
            proxy.oneIn(0);
            settleAndCheck(one, two);
            System.out.printf(
                    "%d faults in %d runs, which ended with %s (kill.seed %d)%n", faults, BAD_LINE_RUNS, exits, SEED);
        }
    }

    private void settleAndCheck(Client... clients) throws Exception {
        for (int round = 0; round < 2; round++) {
            for (Client client : clients) {
                client.sync("--quiet", "--accept-deletions");
            }
        }
        for (Client client : clients) {
            Client.Run last = client.sync("--quiet", "--accept-deletions");
            assertEquals(0, last.exit(), "kill.seed " + SEED + ": " + last.out() + last.err());
        }
        SortedMap<String, String> there = Client.tree(apache.share());
        for (Client client : clients) {
            assertEquals(there, client.tree(), "kill.seed " + SEED);
        }
        List<Path> versions = List.of(clients).stream()
                .map(client -> client.file(".navette/versions"))
                .toList();
        assertEquals(List.of(), scribe.check(there, versions), "kill.seed " + SEED);
    }
}
