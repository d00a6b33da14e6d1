// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.navette.engine.tree.RelativePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What belongs to a file besides its content: owner, group, permissions, access control list, extended attributes. A content
 * from the server that replaces another takes it over; a new file gets what any new file gets in its folder, although it is
 * made elsewhere.
 */
final class FileMetadata {
    /** Of a new file: with that mode, group and list. */
    private record Defaults(int mode, int group, Optional<ByteBuffer> acl) {}

    /** What was seen of a folder a moment ago. */
    private record Known(long since, boolean rules) {}

    private static final Logger LOG = LoggerFactory.getLogger(FileMetadata.class);
    private static final String UNIX = "unix:mode,uid,gid";
    private static final boolean LINUX = System.getProperty("os.name", "").equals("Linux");
    /** Not setuid and setgid: another content was given them. The kernel takes them away too when a file is written to. */
    private static final int KEPT_BITS = 01777;

    private static final int GROUP_BITS = 070;
    /** Vouches for a content, or gives a program powers: the new content was not meant. */
    private static final List<String> OF_THE_CONTENT = List.of("security.capability", "security.ima", "security.evm");
    /** So long the rights of new files in a folder are taken for what they were. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Folders are remembered up to so many. */
    private static final int MOST_FOLDERS = 1000;

    private static final int SETGID = 02000;

    private final Path staging;
    private final Map<Path, Known> folders = new ConcurrentHashMap<>();

    /** @param staging where new files are made */
    FileMetadata(Path staging) {
        this.staging = staging;
    }

    /** Gives a received file everything that the one has which it is about to replace. */
    static void take(Path from, Path to) throws IOException {
        var views = from.getFileSystem().supportedFileAttributeViews();
        if (views.contains("unix")) {
            takeUnix(from, to);
        } else if (views.contains("acl")) {
            takeWindows(from, to);
        }
    }

    private static void takeUnix(Path from, Path to) throws IOException {
        Map<String, Object> old = Files.readAttributes(from, UNIX, LinkOption.NOFOLLOW_LINKS);
        Map<String, Object> fresh = Files.readAttributes(to, UNIX, LinkOption.NOFOLLOW_LINKS);
        int mode = number(old, "mode") & KEPT_BITS;
        if (number(old, "gid") != number(fresh, "gid") && !set(to, "unix:gid", number(old, "gid"))) {
            // What the group may do would be given to another one: it may do what everybody may.
            mode = closedToGroup(mode);
        }
        if (number(old, "uid") != number(fresh, "uid")) {
            set(to, "unix:uid", number(old, "uid"));
        }
        if (LINUX && !takeExtended(from, to)) {
            mode = closedToGroup(mode);
        } else if (!LINUX) {
            takeUserDefined(from, to);
        }
        if ((number(fresh, "mode") & 07777) != mode) {
            Files.setAttribute(to, "unix:mode", mode);
        }
    }

    private static int closedToGroup(int mode) {
        return mode & (~GROUP_BITS | ((mode & 07) << 3));
    }

    /** @return false if the list could not be taken over: then the mode of the group is its mask, not the group's */
    private static boolean takeExtended(Path from, Path to) throws IOException {
        List<String> names = ExtendedAttributes.names(from);
        boolean acl = true;
        for (String name : names) {
            Optional<ByteBuffer> value =
                    OF_THE_CONTENT.contains(name) ? Optional.empty() : ExtendedAttributes.get(from, name);
            boolean kept = value.isPresent() && ExtendedAttributes.set(to, name, value.get());
            acl &= kept || !name.equals(ExtendedAttributes.ACL);
        }
        if (!names.contains(ExtendedAttributes.ACL)
                && ExtendedAttributes.names(to).contains(ExtendedAttributes.ACL)) {
            ExtendedAttributes.remove(to, ExtendedAttributes.ACL);
        }
        return acl;
    }

    private static void takeWindows(Path from, Path to) throws IOException {
        AclFileAttributeView old = view(from, AclFileAttributeView.class);
        AclFileAttributeView fresh = view(to, AclFileAttributeView.class);
        if (!fresh.getAcl().equals(old.getAcl())) {
            fresh.setAcl(old.getAcl());
        }
        if (!fresh.getOwner().equals(old.getOwner())) {
            try {
                fresh.setOwner(old.getOwner());
            } catch (FileSystemException e) {
                LOG.debug("{} is not for us to give away", to, e);
            }
        }
        DosFileAttributes attributes = view(from, DosFileAttributeView.class).readAttributes();
        DosFileAttributeView dos = view(to, DosFileAttributeView.class);
        dos.setHidden(attributes.isHidden());
        dos.setSystem(attributes.isSystem());
        takeUserDefined(from, to);
    }

    /** Alternate streams on NTFS; on macOS all extended attributes. */
    private static void takeUserDefined(Path from, Path to) throws IOException {
        UserDefinedFileAttributeView old = from.getFileSystem()
                .provider()
                .getFileAttributeView(from, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (old == null) {
            return;
        }
        UserDefinedFileAttributeView fresh = view(to, UserDefinedFileAttributeView.class);
        for (String name : old.list()) {
            ByteBuffer value = ByteBuffer.allocate(old.size(name));
            old.read(name, value);
            fresh.write(name, value.flip());
        }
    }

    private static <V extends FileAttributeView> V view(Path file, Class<V> type) {
        return Objects.requireNonNull(Files.getFileAttributeView(file, type, LinkOption.NOFOLLOW_LINKS));
    }

    /** Gives a received file what a new one has in a folder: by its umask, its default access control list, its setgid bit. */
    void inherit(OpenFolder folder, RelativePath name, Path fresh) throws IOException {
        if (folder.descriptor() < 0) {
            return;
        }
        if (!hasRules(staging, staging) && !hasRules(Path.of(name.value()), folder.path())) {
            return;
        }
        Optional<Defaults> wanted = ofUnnamed(folder.path());
        if (wanted.isEmpty() || wanted.equals(ofUnnamed(staging))) {
            return;
        }
        give(fresh, wanted.get());
    }

    private static void give(Path fresh, Defaults wanted) throws IOException {
        Map<String, Object> now = Files.readAttributes(fresh, UNIX, LinkOption.NOFOLLOW_LINKS);
        int mode = wanted.mode();
        if (wanted.group() != number(now, "gid") && !set(fresh, "unix:gid", wanted.group())) {
            mode = closedToGroup(mode);
        }
        if (wanted.acl().isEmpty()) {
            ExtendedAttributes.remove(fresh, ExtendedAttributes.ACL);
        } else if (!ExtendedAttributes.set(
                fresh, ExtendedAttributes.ACL, wanted.acl().get())) {
            mode = closedToGroup(mode);
        }
        Files.setAttribute(fresh, "unix:mode", mode);
    }

    /** Whether a folder has rules of its own for new files: a default access control list, or the setgid bit. */
    private boolean hasRules(Path name, Path folder) throws IOException {
        long now = System.nanoTime();
        Known known = folders.get(name);
        if (known == null || now - known.since() > FRESH_NANOS) {
            boolean rules = (number(Files.readAttributes(folder, UNIX), "mode") & SETGID) != 0
                    || ExtendedAttributes.getFollowing(folder, ExtendedAttributes.DEFAULT_ACL)
                            .isPresent();
            known = new Known(now, rules);
            if (folders.size() >= MOST_FOLDERS) {
                folders.clear();
            }
            folders.put(name, known);
        }
        return known.rules();
    }

    /** Absent where a disk has no files without names to try it with. */
    private static Optional<Defaults> ofUnnamed(Path folder) {
        try (OpenFolder unnamed = LinuxFolders.openUnnamedFile(folder)) {
            Map<String, Object> attributes = Files.readAttributes(unnamed.path(), UNIX);
            return Optional.of(new Defaults(
                    number(attributes, "mode") & KEPT_BITS,
                    number(attributes, "gid"),
                    ExtendedAttributes.getFollowing(unnamed.path(), ExtendedAttributes.ACL)));
        } catch (IOException e) {
            LOG.debug("what new files have in {} can't be told", folder, e);
            return Optional.empty();
        }
    }

    private static int number(Map<String, Object> attributes, String name) {
        return (Integer) Objects.requireNonNull(attributes.get(name), name);
    }

    /** @return false if that is not for us to do */
    private static boolean set(Path file, String attribute, int value) throws IOException {
        try {
            Files.setAttribute(file, attribute, value);
            return true;
        } catch (FileSystemException e) {
            LOG.debug("{} of {} can't be set", attribute, file, e);
            return false;
        }
    }
}
