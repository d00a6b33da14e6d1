// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.bench;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.navette.testserver.DavServer;

/** Folders full of files, the same ones each time. */
final class Trees {
    /** Folders of a share that a server may write to. */
    private static final boolean FOR_THE_SERVER = true;

    private Trees() {}

    /** The path of the n-th file. */
    static String file(int n, int perFolder) {
        return String.format(Locale.ROOT, "%s/file-%07d.dat", folder(n, perFolder), n);
    }

    private static String folder(int n, int perFolder) {
        return String.format(Locale.ROOT, "folder-%05d", n / perFolder);
    }

    static List<String> files(int count, int perFolder) {
        return IntStream.range(0, count).mapToObj(n -> file(n, perFolder)).toList();
    }

    /** Content that does not compress; the same seed, the same content. */
    static byte[] content(long seed, int size) {
        byte[] content = new byte[size];
        new Random(seed).nextBytes(content);
        return content;
    }

    static Path make(Path root, int count, int perFolder, int size) throws IOException {
        return make(root, count, perFolder, size, !FOR_THE_SERVER);
    }

    /** The same in the folder behind a share. */
    static Path makeOnServer(Path root, int count, int perFolder, int size) throws IOException {
        return make(root, count, perFolder, size, FOR_THE_SERVER);
    }

    private static Path make(Path root, int count, int perFolder, int size, boolean forServer) throws IOException {
        for (int n = 0; n < count; n++) {
            Path file = root.resolve(file(n, perFolder));
            if (n % perFolder == 0) {
                Path folder = root.resolve(folder(n, perFolder));
                Files.createDirectories(folder);
                if (forServer) {
                    DavServer.openDirectory(folder);
                }
            }
            Files.write(file, content(n, size));
        }
        return root;
    }

    /** The folders alone, for a server to put files into. */
    static void folders(Path root, int count, int perFolder) throws IOException {
        for (int n = 0; n < count; n += perFolder) {
            DavServer.openDirectory(root.resolve(folder(n, perFolder)));
        }
    }

    static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            MoreFiles.deleteRecursively(tree, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    static long count(Path tree) throws IOException {
        try (var all = Files.walk(tree)) {
            return all.filter(path -> Files.isRegularFile(path) && !path.startsWith(tree.resolve(".navette")))
                    .count();
        }
    }
}
