// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a digest from a thread of its own, so that whoever moves a large content waits for the line or the disk only. One
 * thread at a time may use it; nobody else may use the digest until {@link #finish}.
 */
public final class AsyncHasher implements AutoCloseable {
    private static final int BLOCK = 256 * 1024;
    private static final int BLOCKS = 4;

    private final MessageDigest digest;
    private final BlockingQueue<ByteBuffer> full = new ArrayBlockingQueue<>(BLOCKS + 1);
    private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(BLOCKS);
    private int made;
    private @Nullable Thread thread;
    private volatile @Nullable Throwable broken;

    /** @param digest may have been fed before */
    public AsyncHasher(MessageDigest digest) {
        this.digest = digest;
    }

    /** Takes bytes over; they may be overwritten afterwards. */
    public void update(byte[] bytes, int offset, int length) throws InterruptedIOException {
        if (thread == null) {
            thread = Thread.ofPlatform().daemon().name("navette-hash").start(this::work);
        }
        for (int done = 0; done < length; ) {
            int count = Math.min(BLOCK, length - done);
            full.add(block().put(bytes, offset + done, count).flip());
            done += count;
        }
    }

    private ByteBuffer block() throws InterruptedIOException {
        if (made < BLOCKS) {
            made++;
            return ByteBuffer.allocate(BLOCK);
        }
        try {
            return free.take();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void work() {
        try {
            // An empty one is the end.
            for (ByteBuffer block = full.take(); block.hasRemaining(); block = full.take()) {
                digest(block);
                free.add(block.clear());
            }
        } catch (InterruptedException e) {
            // Nobody wants it any more.
            Thread.currentThread().interrupt();
        }
    }

    /** After a fault it goes on taking blocks, or whoever feeds it would wait for ever. */
    private void digest(ByteBuffer block) {
        if (broken == null) {
            try {
                digest.update(block);
            } catch (Throwable e) {
                broken = e;
            }
        }
    }

    /**
     * Waits until the digest has everything.
     *
     * @throws IllegalStateException if it has not, for a fault that is its cause
     */
    public void finish() throws InterruptedIOException {
        Thread working = thread;
        if (working != null) {
            thread = null;
            full.add(ByteBuffer.allocate(0));
            try {
                working.join();
            } catch (InterruptedException e) {
                throw interrupted();
            }
            if (broken != null) {
                throw new IllegalStateException("the hash is not complete", broken);
            }
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while hashing");
    }

    /** Lets go of what is unfinished. */
    @Override
    public void close() {
        Thread working = thread;
        if (working != null) {
            thread = null;
            working.interrupt();
        }
    }
}
