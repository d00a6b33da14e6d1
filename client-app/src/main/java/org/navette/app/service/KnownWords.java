// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.navette.engine.port.SyncEvent;

/**
 * Every word that Navette itself can say: those in its compiled classes (what goes to the log, names of states and failures)
 * and in its sentences. What is none of them was written by somebody else.
 */
final class KnownWords {
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}]+");

    /** What Java, its log and its libraries say of a line, a certificate or a disk, so that a log is still of use. */
    private static final String OF_JAVA = """
            SEVERE WARNING INFO CONFIG FINE FINER FINEST Caused by Suppressed more at Exception Error null true false
            Connection connection refused reset timed out timeout Timeout closed Socket socket connect Connect Read read write
            Broken broken pipe Stream stream No no route to host Host Network network is unreachable unknown Unknown Name name
            resolution temporary failure in Certificate certificate chain path PKIX building failed unable find valid requested
            target expired handshake Handshake alert fatal received Received Premature end of chunk Content Length delimited
            message body Permission permission denied Access access such file directory File Directory exists not Not empty
            space left on device disk full too long Too many open files Input output system Linux Windows Mac OS Java
            """;

    private KnownWords() {}

    static Set<String> all() throws IOException {
        Set<String> words = new HashSet<>();
        addAll(OF_JAVA, words);
        for (Class<?> part : List.of(KnownWords.class, SyncEvent.class)) {
            readAll(part, words);
        }
        return words;
    }

    /** @param part any class of a jar, or of a folder of classes */
    private static void readAll(Class<?> part, Set<String> words) throws IOException {
        try {
            Path place = Path.of(
                    part.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                readBelow(place, words);
            } else {
                try (FileSystem jar =
                        FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), java.util.Map.of())) {
                    readBelow(jar.getPath("/"), words);
                }
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static void readBelow(Path root, Set<String> words) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile).forEach(file -> read(file, words));
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
    }

    private static void read(Path file, Set<String> words) {
        try {
            if (file.toString().endsWith(".class")) {
                for (PoolEntry entry : ClassFile.of().parse(file).constantPool()) {
                    if (entry instanceof Utf8Entry text) {
                        addAll(text.stringValue(), words);
                    }
                }
            } else if (file.toString().endsWith(".properties")) {
                addAll(Files.readString(file, StandardCharsets.UTF_8), words);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addAll(String text, Set<String> words) {
        NO_WORD.splitAsStream(text).forEach(words::add);
    }
}
