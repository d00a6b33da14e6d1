// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.navette.engine.port.Failure;
import org.navette.engine.port.LocalStore;
import org.navette.engine.port.Problem;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.LocalStamp;
import org.navette.engine.tree.LocalState;
import org.navette.engine.tree.NameTrouble;
import org.navette.engine.tree.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the disk: one attribute read an entry, links not followed. */
final class LocalScanner {
    private static final Logger LOG = LoggerFactory.getLogger(LocalScanner.class);
    private static final String UNIX = "unix:isRegularFile,isDirectory,size,lastModifiedTime,ctime,ino,dev";

    /** The coarsest tick of a file system in use (FAT): a stamp younger than this may hide a later edit. */
    private static final long RACY_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** Of the root when it was first looked at. */
    private Optional<String> device = Optional.empty();

    private final Path root;
    private final RootFolders folders;
    private final boolean unix;
    private final DiskClock clock;

    LocalScanner(Path root, DiskClock clock) {
        this.clock = clock;
        this.root = root;
        this.folders = new RootFolders(root);
        this.unix = root.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    Path resolve(RelativePath path) {
        return path.isRoot() ? root : root.resolve(path.value());
    }

    /** Holds a folder open; what is done with its entries goes through that, not through names that somebody may swap. */
    OpenFolder open(RelativePath folder) throws IOException {
        return folders.open(folder);
    }

    LocalStore.Listing list(RelativePath folder) throws StoreException {
        Map<String, LocalState> children = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        Map<String, LocalState> unnamed = new HashMap<>();
        Set<String> names = new HashSet<>();
        requireOurDisk(folder);
        try (OpenFolder opened = open(folder);
                DirectoryStream<Path> entries = Files.newDirectoryStream(opened.path());
                LinuxStat stat = LinuxStat.of(opened, racyFrom())) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                names.add(name);
                if (isReserved(folder, name)) {
                    continue;
                }
                if (name.indexOf('\uFFFD') >= 0 || !RelativePath.isName(name)) {
                    String where = folder.isRoot() ? name : folder + "/" + name;
                    problems.add(
                            new Problem(where, new Failure.NameProblem(name, NameTrouble.INVALID, Optional.empty())));
                    read(entry).ifPresent(state -> unnamed.put(where, state));
                    continue;
                }
                Optional<LocalState> state = stat == null ? read(entry) : stat.look(name);
                if (state.filter(this::isOnAnotherDisk).isPresent()) {
                    String where = folder.child(name).value();
                    problems.add(new Problem(where, new Failure.OnAnotherDisk(where)));
                } else if (state.isPresent()) {
                    children.put(name, state.get());
                } else if (Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
                    problems.add(new Problem(folder.child(name).value(), new Failure.NotAFile()));
                }
            }
            if (!folder.isRoot() && NavetteHome.isOneByItsName(folder.name(), opened.path(), names)) {
                throw new StoreException(new Failure.OwnPlace());
            }
        } catch (IOException e) {
            throw Disk.failed(folder, e);
        } catch (DirectoryIteratorException e) {
            throw Disk.failed(folder, Objects.requireNonNull(e.getCause()));
        }
        return new LocalStore.Listing(children, problems, unnamed);
    }

    /** Whether some Navette remembers its pairs in a folder; false if nothing is there any more. */
    boolean isNavetteHome(RelativePath folder) throws StoreException {
        try (OpenFolder opened = open(folder)) {
            return NavetteHome.isOne(folder.name(), opened.path());
        } catch (NoSuchFileException gone) {
            return false;
        } catch (IOException e) {
            throw Disk.failed(folder, e);
        }
    }

    /** A disk that was mounted there since its name was listed has other files. */
    private void requireOurDisk(RelativePath folder) throws StoreException {
        if (!folder.isRoot() && look(folder).filter(this::isOnAnotherDisk).isPresent()) {
            throw new StoreException(new Failure.OnAnotherDisk(folder.value()));
        }
    }

    /** Of folders alone: what is mounted is a folder, and some file systems tell other devices for files. */
    private boolean isOnAnotherDisk(LocalState state) {
        Optional<String> ours = rootDevice();
        Optional<String> its = state.stamp().device();
        return !state.isFile() && ours.isPresent() && its.isPresent() && !ours.equals(its);
    }

    /** Whether another disk is mounted at a path; false if nothing is there any more. */
    boolean isOnAnotherDisk(Path path) throws IOException {
        return read(path).filter(this::isOnAnotherDisk).isPresent();
    }

    private synchronized Optional<String> rootDevice() {
        if (device.isEmpty()) {
            try {
                device = read(root).flatMap(state -> state.stamp().device());
            } catch (IOException e) {
                LOG.debug("the disk of {} cannot be told", root, e);
            }
        }
        return device;
    }

    Optional<LocalState> look(RelativePath path) throws StoreException {
        if (path.isRoot()) {
            return lookAtRoot();
        }
        try (OpenFolder above = open(path.folder())) {
            return read(above.entry(path.name()));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException e) {
            throw Disk.failed(path, e);
        }
    }

    private Optional<LocalState> lookAtRoot() throws StoreException {
        try {
            return read(root);
        } catch (IOException e) {
            throw Disk.failed(RelativePath.ROOT, e);
        }
    }

    /** Absent if nothing is there, or neither a file nor a folder. */
    Optional<LocalState> read(Path path) throws IOException {
        long racyFrom = racyFrom();
        try {
            return unix ? readUnix(path, racyFrom) : readBasic(path, racyFrom);
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    private static Optional<LocalState> readUnix(Path path, long racyFrom) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, UNIX, LinkOption.NOFOLLOW_LINKS);
        boolean file = (Boolean) value(attributes, "isRegularFile");
        boolean folder = (Boolean) value(attributes, "isDirectory");
        String key = value(attributes, "dev") + ":" + value(attributes, "ino");
        return state(
                file,
                folder,
                (Long) value(attributes, "size"),
                nanos((FileTime) value(attributes, "lastModifiedTime")),
                nanos((FileTime) value(attributes, "ctime")),
                key,
                racyFrom);
    }

    private static Object value(Map<String, Object> attributes, String name) throws IOException {
        Object value = attributes.get(name);
        if (value == null) {
            throw new IOException("the file system does not tell " + name);
        }
        return value;
    }

    private static Optional<LocalState> readBasic(Path path, long racyFrom) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Object key = attributes.fileKey();
        return state(
                attributes.isRegularFile(),
                attributes.isDirectory(),
                attributes.size(),
                nanos(attributes.lastModifiedTime()),
                0,
                key == null ? "" : key.toString(),
                racyFrom);
    }

    private static Optional<LocalState> state(
            boolean file, boolean folder, long size, long modified, long changed, String key, long racyFrom) {
        if (file) {
            LocalStamp stamp = new LocalStamp(size, modified, changed, key);
            return Optional.of(LocalState.file(stamp, isRacy(stamp, racyFrom)));
        }
        return folder ? Optional.of(LocalState.folder(new LocalStamp(0, modified, changed, key))) : Optional.empty();
    }

    /** Asked before a look, so that an edit after it is never older. */
    private long racyFrom() {
        return clock.nanos() - RACY_NANOS;
    }

    static boolean isRacy(LocalStamp stamp, long racyFrom) {
        return Math.max(stamp.modifiedNanos(), stamp.changedNanos()) > racyFrom;
    }

    private static long nanos(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }

    /** Navette's own corner of the folder is nobody's content. */
    private static boolean isReserved(RelativePath folder, String name) {
        return folder.isRoot() && name.equals(ReservedNames.OWN_FOLDER);
    }
}
