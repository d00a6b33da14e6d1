// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navette.engine.port.LocalStore.Staged;
import org.navette.engine.port.PrivateFiles;
import org.navette.engine.tree.RelativePath;

/** Who may do what with a file after a change on the server. */
class FileMetadataTest {
    @TempDir
    Path root;

    private DiskStore store;

    @BeforeEach
    void open() {
        assumeTrue(root.getFileSystem().supportedFileAttributeViews().contains("unix"), "POSIX permissions");
        store = new DiskStore(root, Optional.empty(), Clock.systemUTC());
    }

    private Staged stage() throws IOException {
        return store.stage(out -> out.write("from the server".getBytes(StandardCharsets.UTF_8)));
    }

    private void replace(String file) throws IOException {
        RelativePath path = RelativePath.of(file);
        store.place(stage(), path, store.look(path), Optional.empty());
        assertEquals("from the server", Files.readString(root.resolve(file)));
    }

    private Path create(String file) throws IOException {
        store.place(stage(), RelativePath.of(file), Optional.empty(), Optional.empty());
        return root.resolve(file);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private Path file(String permissions) throws IOException {
        Path file = Files.writeString(root.resolve("f"), "ours");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rwxr-xr-x", "r--r--r--", "rw-rw-rw-", "rwxr-x---"})
    void aReplacedFileKeepsItsPermissions(String permissions) throws IOException {
        Path file = file(permissions);
        replace("f");
        assertEquals(permissions, permissions(file));
    }

    @Test
    void anotherContentIsNotGivenAnotherUsersRights() throws IOException {
        Path file = file("rwxr-xr-x");
        Files.setAttribute(file, "unix:mode", 06755);
        replace("f");
        assertEquals(0755, (Integer) Files.getAttribute(file, "unix:mode") & 07777);
    }

    @Test
    void aReplacedFileKeepsItsOwnerAndGroup() throws IOException {
        Path file = file("rw-r-----");
        assumeTrue((Integer) Files.getAttribute(file, "unix:uid") == 0, "only root may give files away");
        Files.setAttribute(file, "unix:uid", 1234);
        Files.setAttribute(file, "unix:gid", 2345);
        replace("f");
        assertEquals(1234, Files.getAttribute(file, "unix:uid"));
        assertEquals(2345, Files.getAttribute(file, "unix:gid"));
        assertEquals("rw-r-----", permissions(file));
    }

    @Test
    void aReplacedFileKeepsItsExtendedAttributes() throws IOException {
        Path file = file("rw-r--r--");
        UserDefinedFileAttributeView view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        assumeTrue(view != null && Files.getFileStore(file).supportsFileAttributeView("user"), "user attributes");
        String large = "x".repeat(900);
        view.write("navette.test", StandardCharsets.UTF_8.encode("kept"));
        view.write("navette.large", StandardCharsets.UTF_8.encode(large));
        replace("f");
        assertEquals("kept", attribute(view, "navette.test"));
        assertEquals(large, attribute(view, "navette.large"));
    }

    private static String attribute(UserDefinedFileAttributeView view, String name) throws IOException {
        ByteBuffer value = ByteBuffer.allocate(view.size(name));
        view.read(name, value);
        return StandardCharsets.UTF_8.decode(value.flip()).toString();
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    private static void needsAcl() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setfacl")), "needs Debian's package acl");
    }

    @Test
    void aReplacedFileKeepsItsAccessControlList() throws Exception {
        needsAcl();
        Path file = file("rw-r-----");
        run("setfacl", "-m", "u:1234:r", file.toString());
        String before = run("getfacl", "-cnp", file.toString());
        replace("f");
        assertEquals(before, run("getfacl", "-cnp", file.toString()));
        assertTrue(before.contains("user:1234:r--"));
    }

    @Test
    void aFileWithoutAListGetsNoneFromItsFolder() throws Exception {
        needsAcl();
        Path file = file("rw-------");
        run("setfacl", "-d", "-m", "u:1234:rw", root.toString());
        replace("f");
        assertFalse(run("getfacl", "-cnp", file.toString()).contains("1234"));
        assertEquals("rw-------", permissions(file));
    }

    @Test
    void aNewFileHasWhatAnyNewFileHasInItsFolder() throws Exception {
        needsAcl();
        Files.createDirectory(root.resolve("plain"));
        Path shared = Files.createDirectory(root.resolve("shared"));
        run("setfacl", "-d", "-m", "u:1234:rw,o::-", shared.toString());
        for (String folder : new String[] {"plain", "shared"}) {
            Path by = Files.writeString(root.resolve(folder).resolve("by a person"), "x");
            Path ours = create(folder + "/from the server");
            assertEquals(run("getfacl", "-cnp", by.toString()), run("getfacl", "-cnp", ours.toString()), folder);
        }
        assertTrue(run("getfacl", "-cnp", shared.resolve("from the server").toString())
                .contains("user:1234:rw"));
    }

    @Test
    void aNewFileHasTheGroupOfASetgidFolder() throws IOException {
        Path shared = Files.createDirectory(root.resolve("shared"));
        assumeTrue((Integer) Files.getAttribute(shared, "unix:uid") == 0, "only root may give files away");
        Files.setAttribute(shared, "unix:gid", 2345);
        Files.setAttribute(shared, "unix:mode", 02775);
        assertEquals(2345, Files.getAttribute(create("shared/new"), "unix:gid"));
        Files.createDirectory(root.resolve("plain"));
        assertEquals(0, Files.getAttribute(create("plain/new"), "unix:gid"));
    }

    @Test
    void theOwnCornerIsTheOwnersAloneAlsoWhenItWasOpenBefore() throws IOException {
        Path own = Files.createDirectory(root.resolve(".navette"));
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
        FolderLock.acquire(root).close();
        assertEquals("rwx------", permissions(own));
    }

    @Test
    void theOwnCornerIsTheOwnersAloneFromTheBeginning() throws IOException {
        Files.createDirectory(root.resolve("private"));
        Files.writeString(root.resolve("private/f"), "ours");
        replace("private/f");
        assertEquals("rwx------", permissions(root.resolve(".navette")));
    }

    @Test
    void aFolderOfOursIsClosedToOthersAndWhatIsAboveItIsNot() throws IOException {
        String before = permissions(root);
        Path logs = Files.createDirectories(root.resolve("home/logs"));
        Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString("rwxrwxrwx"));
        PrivateFiles.folder(logs);
        PrivateFiles.folder(root.resolve("home/pairs/one"));
        assertEquals("rwx------", permissions(logs));
        assertEquals("rwx------", permissions(root.resolve("home/pairs/one")));
        assertEquals(before, permissions(root));
    }
}
