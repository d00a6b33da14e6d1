// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;

/** What becomes of a device's requests on their way: they fail before they arrive, or their answers get lost. */
final class SimLine {
    @FunctionalInterface
    interface Request<T> {
        T run() throws IOException;
    }

    private final SimServer server;
    private final Device device;
    private final World world;
    /** A server that can refuse nothing is at least not raced right between our look and our write. */
    private boolean justLooked;
    /** For a single test: the next answer to a write gets lost. */
    boolean loseNextAnswer;

    /** By the server's clock, and by one that nobody sets. */
    private long answered = -1;

    private long answeredAt;

    SimLine(SimServer server, Device device, World world) {
        this.server = server;
        this.device = device;
        this.world = world;
    }

    void justLooked() {
        justLooked = true;
    }

    /** Whether a write that comes now follows a look so closely that nobody gets in between. */
    boolean isClosing() {
        return justLooked && server.temper.isRaced();
    }

    <T> T request(boolean writes, Request<T> effect) throws StoreException {
        if (!(writes && isClosing())) {
            device.step();
        }
        justLooked = false;
        if (world.weather.faults() && world.oneIn(60)) {
            world.faults++;
            throw SimServer.fail(misfortune());
        }
        try {
            T result = effect.run();
            answered = server.now();
            answeredAt = world.millis();
            boolean lost = writes && loseNextAnswer;
            if (lost || (world.weather.faults() && world.oneIn(80))) {
                loseNextAnswer &= !lost;
                world.faults++;
                world.tell(() -> "    the answer is lost");
                throw brokenOff("lost");
            }
            device.mayCrash();
            return result;
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            throw new StoreException(new Failure.BadAnswer(String.valueOf(e.getMessage())), e);
        }
    }

    static StoreException brokenOff(String detail) {
        return SimServer.fail(new Failure.Unreachable("sim", Failure.Unreachable.Cause.BROKEN_OFF, detail));
    }

    private Failure misfortune() {
        Failure failure = world.pick(List.of(
                new Failure.Unreachable("sim", Failure.Unreachable.Cause.REFUSED, "down"),
                new Failure.Busy(503, Optional.of(1L)),
                new Failure.Refused(500),
                new Failure.Locked(),
                new Failure.QuotaExceeded(),
                new Failure.NotWebDav("a login page"),
                new Failure.BadAnswer("truncated")));
        world.tell(() -> "    fails: " + failure);
        return failure;
    }

    Optional<Instant> serverTime() {
        long since = world.millis() - answeredAt;
        return answered < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(answered / 1000 * 1000 + since));
    }

    Optional<Instant> date() {
        return Optional.of(Instant.ofEpochSecond(server.now() / 1000));
    }

    /** A body over a line that breaks off. */
    static InputStream cutShort(byte[] part) {
        return new FilterInputStream(new ByteArrayInputStream(part)) {
            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                int count = super.read(bytes, from, length);
                if (count < 0) {
                    throw brokenOff("cut short");
                }
                return count;
            }
        };
    }
}
