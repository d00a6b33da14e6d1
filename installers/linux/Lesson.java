// SPDX-License-Identifier: GPL-3.0-or-later

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.navette.demoserver.WebdavServer;

/**
 * One sync that does most of what syncs do, by the program of an image, from which its Java learns (JEP 483, 514, 515).
 * Usage: java -cp … Lesson.java LAUNCHER CACHE EMPTY-FOLDER
 */
final class Lesson {
    private static final int FILES = 300;

    /**
     * What is compiled by the first compiler alone here stays so later: for the second, that took longer at every start than it saved. Cryptography,
     * hashes and packing are left out of the lesson: without the second one they are fifteen times as slow.
     */
    private static final String COMPILERS = Stream.of(
                    "sun/security/*", "com/sun/crypto/*", "javax/crypto/*", "java/security/*", "java/math/*", "java/util/zip/*")
            .map(classes -> " -XX:CompileCommand=exclude," + classes + ".*")
            .collect(Collectors.joining("", " -XX:TieredStopAtLevel=1 -XX:CompileCommand=quiet", ""));

    public static void main(String[] arguments) throws Exception {
        Path place = Path.of(arguments[2]);
        Path share = Files.createDirectories(place.resolve("share"));
        Path folder = Files.createDirectories(place.resolve("folder"));
        for (Path side : List.of(share, folder)) {
            for (int i = 0; i < FILES; i++) {
                Path file = side.resolve(side.getFileName() + "-" + i % 10 + "/file " + i + ".txt");
                Files.createDirectories(file.getParent());
                Files.writeString(file, "the content of file " + i);
            }
            Files.writeString(side.resolve("both.txt"), "by " + side.getFileName());
        }
        try (WebdavServer server = WebdavServer.start(share, place.resolve("tmp"))) {
            ProcessBuilder sync = new ProcessBuilder(arguments[0], "sync", folder.toString(), server.url().toString(), "--quiet");
            sync.environment().put("NAVETTE_HOME", place.resolve("home").toString());
            sync.environment().put("NAVETTE_AOT", "-XX:AOTCacheOutput=" + arguments[1] + COMPILERS);
            Path log = place.resolve("log");
            int exit = sync.redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
            if (exit != 0 || !Files.exists(Path.of(arguments[1]))) {
                throw new IOException("exit " + exit + "\n" + Files.readString(log));
            }
        }
    }
}
