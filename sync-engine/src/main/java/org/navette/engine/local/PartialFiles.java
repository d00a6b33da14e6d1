// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import com.google.common.io.ByteStreams;
import com.google.common.util.concurrent.Uninterruptibles;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.Failure;
import org.navette.engine.port.LocalStore.Partial;
import org.navette.engine.port.LocalStore.Source;
import org.navette.engine.port.PrivateFiles;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.ETag;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

/**
 * Large contents that come in over a line that may break off: what came so far is kept, over restarts and power cuts. A
 * note beside each says of which version it is, and how many of its bytes are durable; only those count. They are made so
 * while more comes in.
 */
final class PartialFiles {
    /** So much is received between two moments at which it is made durable. */
    private static final long STRETCH = 16L * 1024 * 1024;
    /** Nobody goes on with a download after that. */
    private static final Duration KEPT = Duration.ofDays(7);

    /** Of 128 bits in hexadecimal digits. */
    private static final int NAME_LENGTH = 32;

    private static final String DATA = ".part";
    private static final String NOTE = ".note";
    private static final int MOST_OF_A_NOTE = 64 << 10;

    private final Path folder;

    PartialFiles(Path root) {
        this.folder = root.resolve(ReservedNames.OWN_FOLDER).resolve("partial");
    }

    /** What is there of a file, of whatever version. */
    Optional<Partial> of(RelativePath file) throws IOException {
        try {
            Optional<String> note = Disk.note(path(file, NOTE), MOST_OF_A_NOTE);
            if (note.isEmpty()) {
                return Optional.empty();
            }
            List<String> words = Splitter.on(' ').limit(2).splitToList(note.get());
            long durable = Long.parseLong(words.getFirst());
            Optional<ETag> version = ETag.parse(words.getLast());
            boolean there = Files.exists(path(file, DATA)) && Files.size(path(file, DATA)) >= durable;
            return there && version.isPresent() ? Optional.of(new Partial(version.get(), durable)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (NumberFormatException e) {
            forget(file);
            return Optional.empty();
        }
    }

    /**
     * Takes the rest in, and moves the whole to where it is wanted.
     *
     * @param from what is there already; its bytes are 0 for a new one
     * @return the hash of the whole
     */
    Sha256 take(RelativePath file, Partial from, Source rest, Path target) throws IOException {
        Path data = path(file, DATA);
        MessageDigest digest = Sha256.digest();
        try {
            receive(file, data, from, rest, digest);
        } catch (StoreException e) {
            if (e.failure() instanceof Failure.DiskFull || e.failure() instanceof Failure.NoRoom) {
                // Whoever works on this disk needs the room more than a download that cannot end.
                forget(file);
            }
            throw e;
        }
        try {
            Files.move(data, target, StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(path(file, NOTE));
        } catch (IOException e) {
            throw Disk.failed(file, e);
        }
        return Sha256.of(digest);
    }

    private void receive(RelativePath file, Path data, Partial from, Source rest, MessageDigest digest)
            throws IOException {
        try (FileChannel channel = open(file, data, from, digest)) {
            boolean whole = false;
            Stretches out = new Stretches(file, from.version(), channel, digest);
            try {
                rest.writeTo(out);
                out.finish();
                whole = true;
            } finally {
                // Of the whole, its place is what becomes durable next.
                out.end(!whole);
            }
        }
    }

    /** Positioned after what is there already, which is in the digest. */
    private FileChannel open(RelativePath file, Path data, Partial from, MessageDigest digest) throws StoreException {
        try {
            makeFolder();
            if (from.bytes() == 0) {
                forget(file);
            }
            FileChannel channel = FileChannel.open(
                    data, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                channel.truncate(from.bytes());
                digest(channel, digest);
                return channel;
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw Disk.failed(file, e);
        }
    }

    private void makeFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            PrivateFiles.folder(folder.resolveSibling(""));
            Files.createDirectories(folder);
        }
    }

    private static void digest(FileChannel channel, MessageDigest digest) throws IOException {
        channel.position(0);
        ByteStreams.exhaust(new DigestInputStream(Channels.newInputStream(channel), digest));
    }

    private void forget(RelativePath file) throws IOException {
        Files.deleteIfExists(path(file, NOTE));
        Files.deleteIfExists(path(file, DATA));
    }

    /** Clears away what nobody came back for. */
    void prune(Instant now) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var parts = Files.newDirectoryStream(folder)) {
            for (Path part : parts) {
                if (Files.getLastModifiedTime(part).toInstant().isBefore(now.minus(KEPT))) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    /** Bytes on the disk of a file that did not come in whole; 0 if there are none. */
    long bytes(RelativePath file) {
        return path(file, DATA).toFile().length();
    }

    /** Gives up what came in part, but for what is going on now. */
    void giveUp(Set<RelativePath> underWay) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Set<String> kept = underWay.stream().map(PartialFiles::name).collect(Collectors.toSet());
        try (var parts = Files.newDirectoryStream(folder)) {
            for (Path part : parts) {
                String name = part.getFileName().toString();
                if (!kept.contains(name.substring(0, Math.min(name.length(), NAME_LENGTH)))) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    private Path path(RelativePath file, String suffix) {
        return folder.resolve(name(file) + suffix);
    }

    private static String name(RelativePath file) {
        String name = Hashing.sha256()
                .hashString(file.value(), StandardCharsets.UTF_8)
                .toString();
        return name.substring(0, NAME_LENGTH);
    }

    /** Writes, and has somebody else say from time to time how much is durable by now. */
    private final class Stretches extends FilterOutputStream {
        private final RelativePath file;
        private final ETag version;
        private final FileChannel channel;
        private final AsyncHasher digest;
        private long open;
        private @Nullable FutureTask<Optional<StoreException>> underWay;

        Stretches(RelativePath file, ETag version, FileChannel channel, MessageDigest digest) {
            super(Channels.newOutputStream(channel));
            this.file = file;
            this.version = version;
            this.channel = channel;
            this.digest = new AsyncHasher(digest);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw Disk.failed(file, e);
            }
            digest.update(bytes, offset, length);
            open += length;
            if (open >= STRETCH && (underWay == null || underWay.isDone())) {
                await();
                begin();
            }
        }

        private void begin() throws StoreException {
            try {
                long position = channel.position();
                FutureTask<Optional<StoreException>> task = new FutureTask<>(() -> {
                    try {
                        makeDurable(position);
                        return Optional.empty();
                    } catch (StoreException e) {
                        return Optional.of(e);
                    }
                });
                open = 0;
                Thread.ofPlatform().daemon().name("navette-durable").start(task);
                // Not before: a thread that the system refuses would be waited for in vain.
                underWay = task;
            } catch (IOException e) {
                throw Disk.failed(file, e);
            }
        }

        /** @throws StoreException if the disk has failed, which is found out late, but before anything is placed */
        private void await() throws StoreException {
            FutureTask<Optional<StoreException>> task = underWay;
            underWay = null;
            if (task != null) {
                Optional<StoreException> failed;
                try {
                    failed = Uninterruptibles.getUninterruptibly(task);
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e);
                }
                if (failed.isPresent()) {
                    throw failed.get();
                }
            }
        }

        /** Everything came in: the hash is complete afterwards. */
        void finish() throws IOException {
            digest.finish();
        }

        /** @param keep whether somebody may go on with what came so far */
        void end(boolean keep) throws StoreException {
            digest.close();
            await();
            if (keep) {
                try {
                    makeDurable(channel.position());
                } catch (IOException e) {
                    throw Disk.failed(file, e);
                }
            }
        }

        private void makeDurable(long position) throws StoreException {
            Path note = path(file, NOTE);
            Path fresh = note.resolveSibling(note.getFileName() + ".new");
            try {
                channel.force(true);
                Files.writeString(
                        fresh,
                        position + " " + version.asGiven(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.SYNC);
                Files.move(fresh, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw Disk.failed(file, e);
            }
        }
    }
}
