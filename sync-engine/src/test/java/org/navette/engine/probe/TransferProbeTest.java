// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.navette.engine.port.RemoteStore;
import org.navette.engine.port.RemoteStore.Described;
import org.navette.engine.port.RemoteStore.Sink;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.RemoteState;

/** A server that answers what a probe asks for without an end. */
class TransferProbeTest {
    private static final long LIMIT = 64L * 1024;

    private final AtomicLong read = new AtomicLong();
    private final AtomicLong asked = new AtomicLong();

    private final class Endless extends InputStream {
        @Override
        public int read() {
            assertTrue(read.incrementAndGet() <= LIMIT * asked.get(), "more than a probe has any use for");
            return '3';
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            assertTrue(read.addAndGet(length) <= LIMIT * asked.get(), "more than a probe has any use for");
            Arrays.fill(bytes, offset, offset + length, (byte) '3');
            return length;
        }
    }

    /** Knows no other request. */
    private final RemoteStore remote = (RemoteStore) Proxy.newProxyInstance(
            RemoteStore.class.getClassLoader(), new Class<?>[] {RemoteStore.class}, (proxy, method, arguments) -> {
                assertEquals("get", method.getName());
                asked.incrementAndGet();
                Sink sink = (Sink) List.of(arguments).getLast();
                RemoteState file = RemoteState.file(10, ETag.parse("\"1\""), Optional.empty());
                sink.accept(new Described(file, Optional.empty(), 0), new Endless());
                return null;
            });

    private final Scratch scratch = new Scratch(remote, RelativePath.of("scratch"), () -> {});

    @Test
    void aRestWithoutEndIsReadNoFurtherThanSixtyFourKilobytes() throws Exception {
        assertFalse(new TransferProbe(scratch).resumesGet());
        assertTrue(read.get() >= LIMIT, "it was read at all: " + read);
    }

    @Test
    void aContentWithoutEndIsReadNoFurtherThanSixtyFourKilobytes() throws Exception {
        assertFalse(scratch.holds(RelativePath.of("scratch/a"), "012abc6789"));
        assertEquals(LIMIT, read.get());
    }
}
