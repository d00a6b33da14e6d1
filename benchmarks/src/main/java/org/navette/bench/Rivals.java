// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.navette.testserver.DavServer;

/** What people use instead, where it is installed, as they would use it. */
final class Rivals {
    private final Bed bed;

    Rivals(Bed bed) {
        this.bed = bed;
    }

    /** {@code rclone sync} from or to a share, with its own choice of everything. */
    Run rcloneUp(Path folder, URI share) throws IOException, InterruptedException {
        return rclone(share, folder.toString(), "share:");
    }

    Run rcloneDown(URI share, Path folder) throws IOException, InterruptedException {
        return rclone(share, "share:", folder.toString());
    }

    private Run rclone(URI share, String from, String to) throws IOException, InterruptedException {
        Map<String, String> environment = Map.of(
                "RCLONE_CONFIG",
                bed.place().resolve("none.conf").toString(),
                "RCLONE_CONFIG_SHARE_TYPE",
                "webdav",
                "RCLONE_CONFIG_SHARE_URL",
                share.toString(),
                "RCLONE_CONFIG_SHARE_VENDOR",
                "other",
                "RCLONE_CONFIG_SHARE_USER",
                DavServer.USER,
                "RCLONE_CONFIG_SHARE_PASS",
                obscured());
        return Program.start(
                        bed.log(),
                        environment,
                        List.of(program("rclone"), "sync", "--exclude", "/.navette/**", from, to))
                .await();
    }

    /** rclone wants passwords written in its own way. */
    private static String obscured() throws IOException {
        Process process = new ProcessBuilder(program("rclone"), "obscure", DavServer.PASSWORD).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    Run curlUp(Path file, URI to) throws IOException, InterruptedException {
        return curl(List.of("--upload-file", file.toString(), to.toString()));
    }

    Run curlDown(URI from, Path file) throws IOException, InterruptedException {
        return curl(List.of("--output", file.toString(), from.toString()));
    }

    private Run curl(List<String> what) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(
                program("curl"),
                "--silent",
                "--show-error",
                "--fail",
                "--user",
                DavServer.USER + ":" + DavServer.PASSWORD));
        command.addAll(what);
        return Program.start(bed.log(), Map.of(), command).await();
    }

    private static String program(String name) {
        Optional<String> program = Bed.installed(name);
        return program.orElseThrow(() -> new IllegalStateException(name + " is not installed"));
    }
}
