// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.testserver;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * A process that runs tests has a temporary folder of its own, named in the pom, and what is in it afterwards was left behind by a test or by
 * the program. JUnit finds this by itself; the names are written to {@code target/left-behind.txt}, and the build tells of that file, or fails.
 */
public final class TemporaryFolder implements TestExecutionListener {
    private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path LEFT_BEHIND = TARGET.resolve("left-behind.txt");
    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    /** Whoever runs a test by other means than Maven has the usual folder. */
    private static boolean isOurs() {
        return String.valueOf(FOLDER.getFileName()).startsWith("nt-");
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        if (!isOurs()) {
            return;
        }
        try {
            if (BEGUN.compareAndSet(false, true)) {
                Files.deleteIfExists(LEFT_BEHIND);
            }
            // Servers run as another user, and pass through.
            DavServer.openDirectory(FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // A test that opens a journal without a home lets the driver unpack its library, until this process ends.
        System.setProperty("org.sqlite.tmpdir", TARGET.toString());
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (!isOurs()) {
            return;
        }
        try {
            List<String> left = names();
            if (!left.isEmpty()) {
                Files.writeString(
                        LEFT_BEHIND,
                        classes(plan) + ": " + String.join(", ", left) + "\n",
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
            MoreFiles.deleteRecursively(FOLDER, RecursiveDeleteOption.ALLOW_INSECURE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String classes(TestPlan plan) {
        return plan.getRoots().stream()
                .flatMap(root -> plan.getChildren(root).stream())
                .map(TestIdentifier::getDisplayName)
                .collect(Collectors.joining(", "));
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(FOLDER)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
