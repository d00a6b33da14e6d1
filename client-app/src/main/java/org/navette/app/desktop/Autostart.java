// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.desktop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Navette begins with the session, by what each system has for it: an entry in {@code autostart} (freedesktop.org's Desktop
 * Application Autostart Specification), a launch agent, a value in the registry. The last two were never run.
 */
public final class Autostart {
    private static final String RUN_KEY = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run";

    private final String system;
    private final Path home;
    private final Map<String, String> environment;
    private final boolean flatpak;
    private final Optional<String> launcher;

    /**
     * @param system its name, as {@code os.name} has it
     * @param launcher what starts Navette; absent if that is not known
     */
    Autostart(String system, Path home, Map<String, String> environment, boolean flatpak, Optional<String> launcher) {
        this.system = system.toLowerCase(Locale.ROOT);
        this.home = home;
        this.environment = environment;
        this.flatpak = flatpak;
        this.launcher = launcher;
    }

    public static Autostart ofSystem() {
        return new Autostart(
                System.getProperty("os.name", ""),
                Path.of(System.getProperty("user.home", "/")),
                System.getenv(),
                Flatpak.isRunning(),
                Optional.ofNullable(System.getProperty("jpackage.app-path"))
                        .or(() -> Optional.ofNullable(System.getProperty("navette.launcher"))));
    }

    /** Whether it is known what to start. A Flatpak cannot say so to the session: that is for the desktop's own settings. */
    public boolean isPossible() {
        return launcher.isPresent() && !flatpak;
    }

    public boolean isOn() throws IOException, InterruptedException {
        return isWindows() ? registry("query", RUN_KEY, "/v", "Navette") == 0 : Files.exists(file());
    }

    public void set(boolean on) throws IOException, InterruptedException {
        String command = launcher.orElseThrow();
        if (isWindows()) {
            int code = on
                    ? registry(
                            "add",
                            RUN_KEY,
                            "/v",
                            "Navette",
                            "/t",
                            "REG_SZ",
                            "/d",
                            "\"" + command + "\" --background",
                            "/f")
                    : registry("delete", RUN_KEY, "/v", "Navette", "/f");
            if (code != 0) {
                throw new IOException("reg: " + code);
            }
        } else if (on) {
            Files.createDirectories(Objects.requireNonNull(file().getParent()));
            Files.writeString(file(), content(command), StandardCharsets.UTF_8);
        } else {
            Files.deleteIfExists(file());
        }
    }

    private boolean isWindows() {
        return system.startsWith("windows");
    }

    private boolean isMac() {
        return system.contains("mac");
    }

    Path file() {
        if (isMac()) {
            return home.resolve("Library/LaunchAgents/org.navette.plist");
        }
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return (config.isEmpty() ? home.resolve(".config") : Path.of(config)).resolve("autostart/navette.desktop");
    }

    private String content(String command) {
        return isMac()
                ? """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
                <plist version="1.0"><dict>
                  <key>Label</key><string>org.navette</string>
                  <key>ProgramArguments</key><array><string>%s</string><string>--background</string></array>
                  <key>RunAtLoad</key><true/>
                </dict></plist>
                """.formatted(command.replace("&", "&amp;").replace("<", "&lt;"))
                : """
                [Desktop Entry]
                Type=Application
                Name=Navette
                Exec=%s --background
                Icon=navette
                Terminal=false
                X-GNOME-Autostart-enabled=true
                """.formatted(quoted(command));
    }

    /** As the Desktop Entry Specification quotes arguments in {@code Exec}. */
    private static String quoted(String argument) {
        return "\"" + argument.replaceAll("([\"`$\\\\])", "\\\\\\\\$1").replace("%", "%%") + "\"";
    }

    private static int registry(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("reg"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
