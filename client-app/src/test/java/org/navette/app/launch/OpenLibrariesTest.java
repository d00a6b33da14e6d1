// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OpenLibrariesTest {
    @TempDir
    Path place;

    private Path jar(String name) throws IOException {
        Path jar = place.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("style.css"));
            out.write("calm".getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        return jar;
    }

    private static String style(Path jar) throws IOException {
        try (InputStream in =
                URI.create("jar:" + jar.toUri() + "!/style.css").toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** As a package is updated under a Navette that runs: its window had no styles any more (observed). */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void whatIsHeldIsReadAlthoughItIsGone() throws Exception {
        Path held = jar("held.jar");
        Path other = jar("other.jar");
        OpenLibraries.hold(held);
        Files.delete(held);
        Files.delete(other);
        assertEquals("calm", style(held));
        assertThrows(IOException.class, () -> style(other));
    }
}
