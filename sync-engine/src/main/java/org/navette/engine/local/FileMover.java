// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves entries within one disk so that nothing is replaced, and nothing is ever copied and deleted. Where the disk can do
 * that in one step, it does. Elsewhere it depends on whose a name is: names in Navette's own corner are used by nobody else,
 * so that a plain rename from a person's name to one of ours takes whatever is there at that moment, and a link from one of
 * ours to a person's fails if that is taken. A link from a person's name to another, and its removal after that, would lose
 * what is saved in between.
 */
final class FileMover {
    /** Moments at which a test has somebody else act. */
    enum Moment {
        /** Right before an entry is renamed or exchanged. */
        BEFORE_RENAME,
        /** Two names stand for one file. */
        LINKED,
        /** The new content has the name, the old one has not been looked at yet. */
        EXCHANGED,
        /** What was there is in the version store, and has not been looked at yet. */
        TAKEN_AWAY,
        /** Something that nobody expected was taken away, and is about to get its name back. */
        BEFORE_PUTTING_BACK
    }

    @FunctionalInterface
    interface Interference {
        Interference NONE = moment -> {};

        void at(Moment moment) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(FileMover.class);

    private final RenameCalls calls;
    private final boolean links;
    private final Interference others;
    private volatile boolean exchanges = true;

    FileMover() {
        this(RenameCalls.ofThisSystem(), true, Interference.NONE);
    }

    /**
     * @param links whether hard links are tried where a disk has no better way
     * @param others what somebody else does meanwhile, in tests
     */
    FileMover(RenameCalls calls, boolean links, Interference others) {
        this.calls = calls;
        this.links = links;
        this.others = others;
    }

    /**
     * Gives an entry of our own a name that others may take at any moment.
     *
     * @throws FileAlreadyExistsException if it is taken: nothing was done. On a disk that has neither {@link RenameCalls}
     *     nor hard links (exFAT through FUSE), what takes it in the moment between a look and the rename is replaced
     */
    void release(Path own, Path target) throws IOException {
        others.at(Moment.BEFORE_RENAME);
        if (calls.renameToFree(own, target)) {
            return;
        }
        if (links && link(own, target)) {
            others.at(Moment.LINKED);
            Files.delete(own);
            return;
        }
        requireFree(target);
        rename(own, target);
    }

    /** Takes whatever has a name to a free name in our own corner. */
    void seize(Path source, Path own) throws IOException {
        others.at(Moment.BEFORE_RENAME);
        if (!calls.renameToFree(source, own)) {
            requireFree(own);
            rename(source, own);
        }
    }

    /** False once this disk was seen to exchange nothing. */
    boolean mayExchange() {
        return exchanges;
    }

    /** Our entry and a person's trade names, if the disk can do that. */
    boolean exchange(Path own, Path target) throws IOException {
        others.at(Moment.BEFORE_RENAME);
        exchanges = calls.exchange(own, target);
        if (exchanges) {
            others.at(Moment.EXCHANGED);
        }
        return exchanges;
    }

    /**
     * Renames what others may write to, to a name that others may take.
     *
     * @param between a free name in our own corner; after a failure, an edit that could not be put back is there
     */
    void move(Path source, Path target, Path between) throws IOException {
        others.at(Moment.BEFORE_RENAME);
        if (calls.renameToFree(source, target)) {
            return;
        }
        requireFree(target);
        if (!links || Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
            // Of a folder, a rename replaces an empty folder at most.
            rename(source, target);
            return;
        }
        rename(source, between);
        others.at(Moment.TAKEN_AWAY);
        try {
            release(between, target);
        } catch (IOException e) {
            release(between, source);
            throw e;
        }
    }

    /** A rename of capitals or accents on a disk that sees no difference: the target is the source itself. */
    void respell(Path source, Path target) throws IOException {
        rename(source, target);
    }

    void removeEmptyFolder(Path folder) throws IOException {
        calls.removeEmptyFolder(folder);
    }

    void at(Moment moment) throws IOException {
        others.at(moment);
    }

    /** @return false if there are no hard links here */
    private static boolean link(Path own, Path target) throws IOException {
        try {
            Files.createLink(target, own);
            return true;
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            LOG.debug("no hard links here, renaming instead", e);
            return false;
        }
    }

    private static void requireFree(Path target) throws FileAlreadyExistsException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString());
        }
    }

    private static void rename(Path source, Path target) throws IOException {
        try {
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            OtherDiskException otherDisk = new OtherDiskException(source, target);
            otherDisk.initCause(e);
            throw otherDisk;
        }
    }
}
