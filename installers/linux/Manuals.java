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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Writes the manual pages, as AsciiDoc in both languages, and the completions for bash and fish from the command line's own help.
 * Usage: java -cp … Manuals.java FOLDER
 */
final class Manuals {
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        write(Files.createDirectories(folder.resolve("man")), Locale.ENGLISH);
        write(Files.createDirectories(folder.resolve("man/fr")), Locale.FRENCH);
        CommandLine line = CommandLines.of(new Messages(Locale.ENGLISH));
        Files.writeString(folder.resolve("navette.bash"), AutoComplete.bash("navette", line));
        Files.writeString(folder.resolve("navette.fish"), fish(line));
    }

    /** Each command with its options and what they are for; files are offered where one is expected, as fish does by itself. */
    private static String fish(CommandLine line) {
        StringBuilder all = new StringBuilder("# Completions of Navette for fish, made from its command line.\n");
        line.getSubcommands().forEach((name, command) -> {
            CommandSpec spec = command.getCommandSpec();
            if (spec.usageMessage().hidden()) {
                return;
            }
            all.append("complete -c navette -n __fish_use_subcommand -f -a %s -d %s\n"
                    .formatted(name, quoted(firstOf(spec.usageMessage().description()))));
            options(all, spec, "-n '__fish_seen_subcommand_from %s' ".formatted(name));
        });
        options(all, line.getCommandSpec(), "-n __fish_use_subcommand ");
        return all.toString();
    }

    private static void options(StringBuilder all, CommandSpec spec, String where) {
        for (OptionSpec option : spec.options()) {
            if (option.hidden()) {
                continue;
            }
            all.append("complete -c navette ").append(where);
            for (String name : option.names()) {
                all.append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1)).append(' ');
            }
            all.append(option.arity().max() > 0 ? "-r " : "").append("-d ").append(quoted(firstOf(option.description()))).append('\n');
        }
    }

    private static String firstOf(String[] description) {
        return description.length == 0 ? "" : description[0].replace("%%", "%");
    }

    /** For fish, in which only these two mean something between single quotes. */
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
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
