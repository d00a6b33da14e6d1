// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.navette.testserver.ApacheExtension;
import org.navette.testserver.ApacheServer;
import org.navette.testserver.FaultProxy;
import org.navette.testserver.NeedsServer;

/**
 * Two computers that are always on, for as long as {@code -Dsoak.minutes} says: people work on both and on the server, the
 * line is bad or gone, the server is started anew, the computers sleep. In the end all sides are equal, nothing is lost, and
 * neither program holds more memory than before.
 */
@Tag("thorough")
@NeedsServer(ApacheServer.PROGRAM)
@Timeout(value = 1, unit = TimeUnit.DAYS)
class SoakTest {
    private static final int MINUTES = Integer.getInteger("soak.minutes", 3);
    private static final long SEED = Long.getLong("kill.seed", System.currentTimeMillis());
    /** What may come on top of what was in use in the first part: caches that fill, classes that load. */
    private static final long SLACK_KIB = 8 * 1024;

    @RegisterExtension
    static final ApacheExtension apache = new ApacheExtension();

    private final Random chance = new Random(SEED);
    private final Scribe scribe = new Scribe(SEED);
    private final List<Computer> computers = new ArrayList<>();
    private final List<String> memory = new ArrayList<>();
    private int restarts;
    private int sleeps;
    private int cuts;
    private int answers;

    /** One of the two, and its process. */
    private record Computer(String name, Client client, RunningClient navette, Process process) {
        void signal(String name) throws Exception {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        }

        long residentKib() throws IOException {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        }

        /** What is in use after everything else has been thrown away. */
        long usedKib() throws Exception {
            jcmd("GC.run");
            // The two generations, as "DefNew     total 39296K, used 1172K [0x…".
            String info = jcmd("GC.heap_info");
            long used = info.lines()
                    .filter(line -> line.matches("\\s*(DefNew|Tenured) .*"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll(".*used (\\d+)K.*", "$1")))
                    .sum();
            assertTrue(used > 0, info);
            return used;
        }

        private String jcmd(String command) throws Exception {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            String.valueOf(process.pid()),
                            command)
                    .start();
            String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, jcmd.waitFor(), said);
            return said;
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (Computer computer : computers) {
            computer.signal("CONT");
            computer.navette().stop();
        }
    }

    @Test
    void twoComputersThatAreAlwaysOnStayInStepAndSmall() throws Exception {
        try (FaultProxy proxy = FaultProxy.before(apache.url(), SEED)) {
            String url = proxy.url(apache.url()).toString();
            for (String name : List.of("one", "two")) {
                Client client = new Client(apache.place(), name, url);
                RunningClient navette = new RunningClient(client);
                navette.environment("JDK_JAVA_OPTIONS", "-Xmx128m -XX:+UseSerialGC -XX:+UseCompactObjectHeaders");
                computers.add(new Computer(name, client, navette, navette.start()));
                navette.add();
            }
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
            long third = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES) / 3;
            liveUntil(third, proxy);
            List<Long> early = measure();
            liveUntil(end, proxy);
            proxy.oneIn(0);
            proxy.cut(false);
            settle();
            List<Long> late = measure();
            System.out.printf(
                    "%d minutes: %d deeds, %d faults, %d cuts, %d restarts, %d sleeps, %d answers (kill.seed %d)%n%s%n",
                    MINUTES,
                    scribe.deeds(),
                    proxy.faults(),
                    cuts,
                    restarts,
                    sleeps,
                    answers,
                    SEED,
                    String.join("\n", memory));
            for (int i = 0; i < computers.size(); i++) {
                assertTrue(late.get(i) < 2 * early.get(i) + SLACK_KIB, "grows from " + early + " to " + late);
            }
        }
    }

    private void liveUntil(long end, FaultProxy proxy) throws Exception {
        while (System.nanoTime() < end) {
            for (Computer computer : computers) {
                scribe.work(computer.client().folder(), computer.name());
            }
            scribe.work(apache.share(), "server");
            rest(chance.nextInt(2000));
            switch (chance.nextInt(20)) {
                case 8 -> answer();
                case 0 -> {
                    restarts++;
                    apache.server().stop();
                    rest(chance.nextInt(4000));
                    apache.server().startAgain();
                }
                case 1, 2 -> sleep(computers.get(chance.nextInt(computers.size())));
                case 3, 4 -> {
                    cuts++;
                    proxy.cut(true);
                    rest(chance.nextInt(3000));
                    proxy.cut(false);
                }
                // From a line on which hardly anything gets through to a perfect one.
                case 5, 6, 7 -> proxy.oneIn(chance.nextInt(4) * (8 + chance.nextInt(40)));
                default -> {}
            }
        }
    }

    /** Somebody looks whether Navette asks: after a while without a line, many deletions may have come together. */
    private void answer() throws Exception {
        for (Computer computer : computers) {
            if (computer.navette().status().get("state").getAsString().equals("needs-decision")) {
                answers++;
                computer.navette().command("sync-now", "--accept-deletions");
            }
        }
    }

    /** Stopped in the middle of whatever it does, while the other goes on; now and then long enough to be noticed. */
    private void sleep(Computer computer) throws Exception {
        sleeps++;
        computer.signal("STOP");
        scribe.work(computer.client().folder(), computer.name());
        rest(chance.nextInt(10) == 0 ? 45_000 : chance.nextInt(5000));
        computer.signal("CONT");
    }

    private static void rest(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private List<Long> measure() throws Exception {
        List<Long> used = new ArrayList<>();
        for (Computer computer : computers) {
            long resident = computer.residentKib();
            used.add(computer.usedKib());
            memory.add("%s: %d KiB of the heap in use, %d KiB resident"
                    .formatted(computer.name(), used.getLast(), resident));
        }
        return used;
    }

    private void settle() throws Exception {
        Path one = computers.getFirst().client().folder();
        Path two = computers.getLast().client().folder();
        RunningClient.settle(
                apache.share(), computers.stream().map(Computer::navette).toList());
        List<Path> versions = List.of(one.resolve(".navette/versions"), two.resolve(".navette/versions"));
        assertEquals(List.of(), scribe.check(Client.tree(apache.share()), versions), "kill.seed " + SEED);
    }
}
