// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.apache.catalina.LifecycleException;
import org.navette.app.text.Messages;
import org.navette.demoserver.WebdavServer;

/** The sample share, served on this computer only, and what others do in it while somebody looks. */
public final class LiveDemo implements AutoCloseable {
    private final Messages messages;
    private final Path place;
    private final Path share;
    private final Path folder;
    private final WebdavServer server;

    private LiveDemo(Messages messages, Path place, WebdavServer server) {
        this.messages = messages;
        this.place = place;
        this.share = place.resolve("share");
        this.folder = place.resolve(messages.text("demo.folder"));
        this.server = server;
    }

    /** @param parent where it gets a folder of its own, which stays for whoever wants to look */
    public static LiveDemo start(Messages messages, Path parent) throws IOException, LifecycleException {
        Path place = Files.createTempDirectory(parent, "navette-demo-").toRealPath();
        SampleShare.writeTo(Files.createDirectories(place.resolve("share")));
        LiveDemo demo =
                new LiveDemo(messages, place, WebdavServer.start(place.resolve("share"), place.resolve("server")));
        Files.createDirectories(demo.folder);
        return demo;
    }

    public Path place() {
        return place;
    }

    /** Where this Navette keeps what it remembers. */
    public Path home() {
        return place.resolve("home");
    }

    public Path folder() {
        return folder;
    }

    public URI url() {
        return server.url();
    }

    /** Changes on both sides. */
    public void change() throws IOException {
        Files.move(share.resolve(SampleShare.SPREADSHEET), share.resolve(SampleShare.SPREADSHEET_RENAMED));
        appendThere(SampleShare.NOTES);
        append(folder.resolve(SampleShare.TEXT), "demo.lineHere");
    }

    /** The same file, changed on both sides. */
    public void conflict() throws IOException {
        appendThere(SampleShare.MINUTES);
        append(folder.resolve(SampleShare.MINUTES), "demo.lineMine");
    }

    /** In one step, and with another time: a server whose times are whole seconds shows no two changes within one. */
    private void appendThere(String path) throws IOException {
        Path file = share.resolve(path);
        Path fresh = place.resolve("fresh.txt");
        Files.copy(file, fresh);
        append(fresh, "demo.lineTheirs");
        Files.setLastModifiedTime(
                fresh, FileTime.from(Files.getLastModifiedTime(file).toInstant().plus(Duration.ofSeconds(2))));
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private void append(Path file, String line) throws IOException {
        Files.writeString(file, messages.text(line) + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    @Override
    public void close() throws LifecycleException {
        server.close();
    }
}
