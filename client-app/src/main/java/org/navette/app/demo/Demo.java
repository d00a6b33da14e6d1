// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.navette.app.text.Messages;
import org.navette.app.text.Sentences;
import org.navette.demoserver.WebdavServer;
import org.navette.engine.dav.Account;
import org.navette.engine.dav.ConnectionSettings;
import org.navette.engine.dav.ShareAddress;
import org.navette.engine.pass.FolderPair;
import org.navette.engine.pass.PairSettings;
import org.navette.engine.pass.PassOptions;
import org.navette.engine.pass.PassResult;
import org.navette.engine.port.ConflictNames;
import org.navette.engine.port.SyncEvent;
import org.navette.engine.port.SyncEvent.Operation;

/**
 * The main job on a sample share: a first sync, a change on each side, and a conflict. Everything happens in a folder of
 * its own, which stays for whoever wants to look.
 */
public final class Demo {
    private final Messages messages;
    private final PrintStream out;
    private final Path parent;

    public Demo(Messages messages, PrintStream out, Path parent) {
        this.messages = messages;
        this.out = out;
        this.parent = parent;
    }

    /** Whether everything was in step at the end. */
    public boolean run() throws IOException, LifecycleException, InterruptedException {
        Path place = Files.createTempDirectory(parent, "navette-demo-").toRealPath();
        Path share = Files.createDirectories(place.resolve("share"));
        Path folder = Files.createDirectories(place.resolve("documents"));
        SampleShare.writeTo(share);
        try (WebdavServer server = WebdavServer.start(share, place.resolve("server"))) {
            out.println(messages.text("demo.start", server.url().toString()));
            PairSettings settings = new PairSettings(
                    place.resolve("home"),
                    folder,
                    new Account(new ShareAddress(server.url()), Optional.empty(), ConnectionSettings.USUAL),
                    List.of(),
                    new ConflictNames(
                            messages.text("conflict.word"), messages.text("demo.device"), Clock.systemDefaultZone()),
                    Clock.systemDefaultZone());
            boolean inStep;
            try (FolderPair pair = FolderPair.open(settings, this::tell)) {
                inStep = story(pair, share, folder);
            }
            tellWhere(share, folder);
            return inStep && sameContent(share, folder);
        }
    }

    private boolean story(FolderPair pair, Path share, Path folder) throws IOException, InterruptedException {
        out.println();
        out.println(messages.text("demo.first"));
        boolean inStep = pass(pair);

        out.println();
        out.println(messages.text("demo.changes", SampleShare.TEXT, SampleShare.SPREADSHEET));
        append(folder.resolve(SampleShare.TEXT), messages.text("demo.lineHere"));
        Files.move(share.resolve(SampleShare.SPREADSHEET), share.resolve(SampleShare.SPREADSHEET_RENAMED));
        inStep &= pass(pair);

        out.println();
        out.println(messages.text("demo.conflict", SampleShare.MINUTES));
        append(folder.resolve(SampleShare.MINUTES), messages.text("demo.lineMine"));
        append(share.resolve(SampleShare.MINUTES), messages.text("demo.lineTheirs"));
        inStep &= pass(pair);
        return inStep;
    }

    private boolean pass(FolderPair pair) throws InterruptedException {
        PassResult result = pair.pass(PassOptions.USUAL);
        Sentences sentences = new Sentences(messages);
        result.halted().ifPresent(failure -> out.println(sentences.of(failure)));
        result.problems().forEach(problem -> out.println(sentences.of(problem)));
        if (result.isInStep()) {
            out.println("  " + messages.text("state.inStep"));
        }
        return result.isInStep();
    }

    private void tell(SyncEvent event) {
        if (event instanceof SyncEvent.Done(Operation operation, var path, var other, long bytes)) {
            out.println("  " + messages.text("deed." + operation.name(), path.value(), other.value()));
        }
    }

    private void tellWhere(Path share, Path folder) throws IOException {
        out.println();
        out.println(messages.text("demo.where", folder.toString(), share.toString()));
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .filter(path -> !path.startsWith(".navette"))
                    .sorted()
                    .forEach(path -> out.println("  " + path));
        }
        out.println(messages.text(
                "demo.versions", folder.resolve(".navette").resolve("versions").toString()));
    }

    private static void append(Path file, String line) throws IOException {
        Files.writeString(file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    private static boolean sameContent(Path share, Path folder) throws IOException {
        return listing(share).equals(listing(folder));
    }

    private static List<String> listing(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(root::relativize)
                    .filter(path -> !path.startsWith(".navette"))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }
}
