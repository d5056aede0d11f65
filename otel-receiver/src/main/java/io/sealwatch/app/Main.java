// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.config.ConfigException;
import io.sealwatch.pipeline.SinkClosedException;
import io.sealwatch.probe.ProbeException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The program. Exit codes: 0 ok, 1 usage or configuration, 2 environment, 3 runtime. */
@Command(
        name = "sealwatch",
        description = "A ransomware sensor for Linux that speaks OpenTelemetry.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            ConfigCommand.class
        })
public final class Main {
    static final int OK = 0;
    static final int USAGE = 1;
    static final int ENVIRONMENT = 2;
    static final int RUNTIME = 3;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::explainUsage)
                .setExecutionExceptionHandler((failure, line, result) -> explain(failure, line));
    }

    private static int explainUsage(CommandLine.ParameterException mistake, String[] arguments) {
        CommandLine line = mistake.getCommandLine();
        line.getErr().println("sealwatch: " + mistake.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(mistake, line.getErr());
        line.getErr().println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        return USAGE;
    }

    /** One clear message, no stack trace, unless it is a defect of our own. */
    private static int explain(Exception failure, CommandLine line) {
        if (failure instanceof SinkClosedException) {
            return OK;
        }
        if (failure instanceof ConfigException) {
            print(line, failure);
            return USAGE;
        }
        if (failure instanceof ProbeException) {
            print(line, failure);
            return ENVIRONMENT;
        }
        if (failure instanceof UserException user) {
            print(line, failure);
            return user.exitCode();
        }
        line.getErr().println("sealwatch: unexpected failure, please report it:");
        failure.printStackTrace(line.getErr());
        return RUNTIME;
    }

    private static void print(CommandLine line, Exception failure) {
        String.valueOf(failure.getMessage())
                .lines()
                .forEach(text -> line.getErr().println(Ansi.AUTO.string("@|bold,red sealwatch:|@ ") + text));
    }
}
