// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableMap;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.navette.app.launch.DesktopShell;
import org.navette.app.launch.Logging;
import org.navette.app.launch.RunningInstance;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;
import org.navette.app.text.Printable;
import org.navette.app.update.RunningVersion;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line as a whole. */
public final class CommandLines {
    @Command(name = "navette", versionProvider = Version.class)
    static final class Top implements Callable<Integer> {
        @Option(names = "--background", descriptionKey = "option.background")
        private boolean background;

        /** Without a command, Navette runs with its icon in the tray, and opens its window. */
        @Override
        public Integer call() {
            Logging.configure(false);
            DesktopShell.Wish wish = background ? DesktopShell.Wish.ICON : DesktopShell.Wish.WINDOW;
            return new RunningInstance(Control.chosenLanguage(), RunningInstance.Output.SENTENCES, Optional.of(wish))
                    .run();
        }
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"navette " + RunningVersion.get().orElse("(unpackaged)")};
        }
    }

    /** By name, since what a command line does not ask for need not be made: that took most of the time of a start. */
    private static final ImmutableMap<String, Supplier<Object>> COMMANDS =
            ImmutableMap.<String, Supplier<Object>>builder()
                    .put("sync", SyncCommand::new)
                    .put("watch", WatchCommand::new)
                    .put("status", StatusCommand::new)
                    .put("add", AddCommand::new)
                    .put("remove", RemoveCommand::new)
                    .put("pause", PauseCommand::new)
                    .put("resume", ResumeCommand::new)
                    .put("sync-now", SyncNowCommand::new)
                    .put("conflicts", ConflictsCommand::new)
                    .put("log", LogCommand::new)
                    .put("traffic", TrafficCommand::new)
                    .put("settings", SettingsCommand::new)
                    .put("doctor", DoctorCommand::new)
                    .put("login", LoginCommand::new)
                    .put("logout", LogoutCommand::new)
                    .put("versions", VersionsCommand::new)
                    .put("restore", RestoreCommand::new)
                    .put("open", OpenCommand::new)
                    .put("invite", InviteCommand::new)
                    .put("provision", ProvisionCommand::new)
                    .put("demo", DemoCommand::new)
                    .buildOrThrow();

    /** What is run without any of the commands. */
    private static final Set<String> PLAIN = Set.of("", "--background");

    private static final Set<String> VERSION = Set.of("--version", "-V");

    private CommandLines() {}

    /** Runs one command line and returns its exit code. */
    public static int run(String... arguments) {
        if (arguments.length == 1 && VERSION.contains(arguments[0])) {
            // Asked by every script: nothing else is made for it.
            System.out.println(new Version().getVersion()[0]);
            return ExitCode.IN_STEP;
        }
        Terminal.install();
        EnvironmentProxies.install(System.getenv());
        Messages messages = Messages.ofSession();
        try {
            return commandLine(messages, arguments).execute(arguments);
        } catch (Error e) {
            // Too little memory, a library that is missing: as loud as everything else, and as plain.
            LoggerFactory.getLogger(CommandLines.class).error("the command ended unexpectedly", e);
            System.err.println(messages.text("unexpected", e.toString()));
            return ExitCode.SOME_NOT_SYNCED;
        }
    }

    /** All of it, for manuals and completions that are made from it. */
    public static CommandLine of(Messages messages) {
        return commandLine(messages, "--help", "");
    }

    /** Knows the command that is asked for; all of them, if it is none of them. */
    private static CommandLine commandLine(Messages messages, String... arguments) {
        CommandLine line = new CommandLine(new Top());
        String first = arguments.length == 0 ? "" : arguments[0];
        Set<String> known = COMMANDS.containsKey(first) ? Set.of(first) : COMMANDS.keySet();
        if (arguments.length > 1 || !PLAIN.contains(first)) {
            known.forEach(name -> line.addSubcommand(
                    name, Objects.requireNonNull(COMMANDS.get(name)).get()));
        }
        // A name that begins with @ is a name.
        line.setExpandAtFiles(false);
        line.setResourceBundle(messages.bundle());
        line.getSubcommands().values().forEach(sub -> {
            sub.setResourceBundle(messages.bundle());
            sub.getCommandSpec().mixinStandardHelpOptions(true);
        });
        line.getCommandSpec().mixinStandardHelpOptions(true);
        line.setParameterExceptionHandler((e, args) -> usage(e, messages));
        line.setExecutionExceptionHandler((e, failed, parsed) -> {
            failed.getErr().println(messages.text("unexpected", e.toString()));
            if (parsed.expandedArgs().contains("--verbose")) {
                failed.getErr().println(Printable.lines(Throwables.getStackTraceAsString(e)));
            }
            return ExitCode.SOME_NOT_SYNCED;
        });
        return line;
    }

    private static int usage(ParameterException e, Messages messages) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println(Printable.of(String.valueOf(e.getMessage())));
        err.println(
                messages.text("usage.help", e.getCommandLine().getCommandSpec().qualifiedName()));
        err.flush();
        return ExitCode.USAGE;
    }
}
