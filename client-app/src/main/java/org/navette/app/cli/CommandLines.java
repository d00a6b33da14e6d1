// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.app.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.navette.app.text.ExitCode;
import org.navette.app.text.Messages;
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
            Face.Wish wish = background ? Face.Wish.ICON : Face.Wish.WINDOW;
            return new RunningInstance(Control.chosenLanguage(), new ShareOptions(), Optional.of(wish)).run();
        }
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = CommandLines.class.getPackage().getImplementationVersion();
            return new String[] {"navette " + (version == null ? "(unpackaged)" : version)};
        }
    }

    private CommandLines() {}

    /** Runs one command line and returns its exit code. */
    public static int run(String... arguments) {
        EnvironmentProxies.install(System.getenv());
        Messages messages = Messages.ofSession();
        return commandLine(messages).execute(arguments);
    }

    static CommandLine commandLine(Messages messages) {
        CommandLine line = new CommandLine(new Top())
                .addSubcommand(new SyncCommand())
                .addSubcommand(new WatchCommand())
                .addSubcommand(new StatusCommand())
                .addSubcommand(new AddCommand())
                .addSubcommand(new RemoveCommand())
                .addSubcommand(new PauseCommand())
                .addSubcommand(new ResumeCommand())
                .addSubcommand(new SyncNowCommand())
                .addSubcommand(new ConflictsCommand())
                .addSubcommand(new LogCommand())
                .addSubcommand(new TrafficCommand())
                .addSubcommand(new SettingsCommand())
                .addSubcommand(new DoctorCommand())
                .addSubcommand(new LoginCommand())
                .addSubcommand(new LogoutCommand())
                .addSubcommand(new VersionsCommand())
                .addSubcommand(new RestoreCommand())
                .addSubcommand(new OpenCommand())
                .addSubcommand(new DemoCommand());
        line.setResourceBundle(messages.bundle());
        line.getSubcommands().values().forEach(sub -> {
            sub.setResourceBundle(messages.bundle());
            sub.getCommandSpec().mixinStandardHelpOptions(true);
        });
        line.getCommandSpec().mixinStandardHelpOptions(true);
        line.setParameterExceptionHandler((e, args) -> usage(e, messages));
        line.setExecutionExceptionHandler((e, failed, parsed) -> {
            failed.getErr().println(messages.text("unexpected", String.valueOf(e.getMessage())));
            if (parsed.expandedArgs().contains("--verbose")) {
                e.printStackTrace(failed.getErr());
            }
            return ExitCode.SOME_NOT_SYNCED;
        });
        return line;
    }

    private static int usage(ParameterException e, Messages messages) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println(e.getMessage());
        err.println(
                messages.text("usage.help", e.getCommandLine().getCommandSpec().qualifiedName()));
        err.flush();
        return ExitCode.USAGE;
    }
}
