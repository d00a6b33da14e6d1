// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.navette.engine.local.FileMover.Moment;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.RelativePath;
import org.navette.engine.tree.Sha256;

/**
 * Moves what is replaced or removed to the version store. A new content trades names with the old one, which is in the store
 * in the same moment; only then it is looked at: an edit that slipped in between the look and that moment is put back, never
 * overwritten.
 */
final class FileReplacer {
    private final LocalScanner scanner;
    private final VersionStore versions;
    private final FileMover mover;
    private final ReplacedFiles replaced;
    private final BiPredicate<RelativePath, LocalState> sent;

    /** @param sent whether the server has a file as it is here */
    FileReplacer(
            LocalScanner scanner,
            VersionStore versions,
            FileMover mover,
            ReplacedFiles replaced,
            BiPredicate<RelativePath, LocalState> sent) {
        this.sent = sent;
        this.replaced = replaced;
        this.scanner = scanner;
        this.versions = versions;
        this.mover = mover;
    }

    /**
     * Puts a received content in the place of what was expected there.
     *
     * @throws StoreException {@link Failure.ChangedMeanwhile} if something else was there: it has its name again
     * @throws FileAlreadyExistsException if something appeared, on a disk that cannot exchange names
     */
    void replace(Path source, Path path, RelativePath name, LocalState expected) throws IOException {
        if (!mover.mayExchange() || !exchange(source, path, name, expected)) {
            takeAway(path, name, expected);
            mover.release(source, path);
        }
    }

    /** @return false if this disk cannot do that in one step: nothing was done */
    private boolean exchange(Path source, Path path, RelativePath name, LocalState expected) throws IOException {
        LocalState ours = scanner.read(source).orElseThrow(() -> changed(null));
        Path kept = become(source, name, expected, Optional.of(ours));
        try {
            if (!mover.exchange(kept, path)) {
                mover.seize(kept, source);
                return false;
            }
        } catch (NoSuchFileException gone) {
            mover.seize(kept, source);
            throw changed(gone);
        } catch (IOException e) {
            mover.seize(kept, source);
            throw e;
        }
        if (isStillWhole(kept, expected)) {
            return true;
        }
        mover.at(Moment.BEFORE_PUTTING_BACK);
        putBack(kept, path, ours);
        mover.seize(kept, source);
        throw changed(null);
    }

    /**
     * Gives a person's edit its name back, which our content has right now.
     *
     * @throws StoreException {@link Failure.ChangedMeanwhile} if somebody has written over ours since: their newest stays
     */
    private void putBack(Path kept, Path path, LocalState ours) throws IOException {
        try {
            if (!mover.exchange(kept, path)) {
                throw changed(null);
            }
        } catch (NoSuchFileException gone) {
            mover.release(kept, path);
            throw changed(gone);
        }
        if (!isStill(kept, ours)) {
            mover.exchange(kept, path);
            throw changed(null);
        }
    }

    /** Gives a file the name of a version, of which it is noted before how it is to look. */
    private Path become(Path from, RelativePath name, LocalState expected, Optional<LocalState> ours)
            throws IOException {
        return versions.put(name, target -> {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            replaced.note(name, target, expected, ours);
            if (!sent.test(name, expected)) {
                versions.unsent().note(target);
            }
            mover.seize(from, target);
        });
    }

    private boolean isStill(Path path, LocalState expected) throws IOException {
        return scanner.read(path).filter(found -> found.isStill(expected)).isPresent();
    }

    /** Where the stamp was too young to show an edit, of what has left its name the content tells. */
    private boolean isStillWhole(Path kept, LocalState expected) throws IOException {
        if (!isStill(kept, expected)) {
            return false;
        }
        Optional<Sha256> content = expected.racy() ? expected.content() : Optional.empty();
        return content.isEmpty() || Disk.hash(kept, expected.stamp().size()).equals(content.get());
    }

    void requireStill(Path path, LocalState expected) throws IOException {
        if (!isStill(path, expected)) {
            throw changed(null);
        }
    }

    /** Moves a file to the version store, if it is what was expected. */
    void takeAway(Path path, RelativePath name, LocalState expected) throws IOException {
        requireStill(path, expected);
        Path kept;
        try {
            kept = become(path, name, expected, Optional.empty());
        } catch (NoSuchFileException gone) {
            throw changed(gone);
        }
        mover.at(Moment.TAKEN_AWAY);
        if (!isStillWhole(kept, expected)) {
            mover.at(Moment.BEFORE_PUTTING_BACK);
            try {
                mover.release(kept, path);
            } catch (FileAlreadyExistsException newer) {
                throw changed(newer);
            }
            throw changed(null);
        }
    }

    private static StoreException changed(@Nullable Throwable cause) {
        return new StoreException(new Failure.ChangedMeanwhile(), cause);
    }
}
