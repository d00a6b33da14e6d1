// SPDX-License-Identifier: GPL-3.0-or-later

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.navette.app.cli.CommandLines;
import org.navette.app.text.Messages;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Writes the manual pages, as AsciiDoc in both languages, and the completion for bash from the command line's own help.
 * Usage: java -cp … Manuals.java FOLDER
 */
final class Manuals {
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        write(Files.createDirectories(folder.resolve("man")), Locale.ENGLISH);
        write(Files.createDirectories(folder.resolve("man/fr")), Locale.FRENCH);
        CommandLine line = CommandLines.of(new Messages(Locale.ENGLISH));
        Files.writeString(folder.resolve("navette.bash"), AutoComplete.bash("navette", line));
    }

    private static void write(Path folder, Locale language) throws Exception {
        Locale.setDefault(language);
        CommandLine line = CommandLines.of(new Messages(language));
        write(folder, line);
        for (CommandLine command : line.getSubcommands().values()) {
            write(folder, command);
        }
    }

    private static void write(Path folder, CommandLine command) throws Exception {
        Path page = folder.resolve(command.getCommandSpec().qualifiedName("-") + ".adoc");
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(page, StandardCharsets.UTF_8))) {
            ManPageGenerator.writeSingleManPage(out, command.getCommandSpec());
        }
    }
}
