// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.config.ConfigException;
import io.sealwatch.console.SafeText;
import io.sealwatch.decoy.DecoyException;
import io.sealwatch.demo.DemoException;
import io.sealwatch.otel.spool.SpoolException;
import io.sealwatch.otel.transport.TlsException;
import io.sealwatch.pipeline.SinkClosedException;
import io.sealwatch.probe.ProbeException;
import io.sealwatch.recording.RecordingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program. Exit codes: 0 ok, 1 usage or configuration, 2 environment, 3 runtime. */
@Command(
        name = "sealwatch",
        description = "A ransomware sensor for Linux that speaks OpenTelemetry.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Main implements Callable<Integer> {
    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("demo", DemoCommand.class);
        COMMANDS.put("run", RunCommand.class);
        COMMANDS.put("record", RecordCommand.class);
        COMMANDS.put("replay", ReplayCommand.class);
        COMMANDS.put("evaluate", EvaluateCommand.class);
        COMMANDS.put("report", ReportCommand.class);
        COMMANDS.put("check", CheckCommand.class);
        COMMANDS.put("config", ConfigCommand.class);
        COMMANDS.put("warm-up", WarmUpCommand.class);
    }

    @Spec
    private @Nullable CommandSpec spec;

    private Main() {}

    /** Without a command: what there is. */
    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        line.usage(line.getErr());
        return ExitCode.USAGE;
    }

    public static void main(String[] arguments) {
        System.exit(commandLine(arguments).execute(arguments));
    }

    /** @param arguments what will be parsed: of a command that is named first, no other's options are read, which takes its time */
    static CommandLine commandLine(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        String first = arguments.length == 0 ? "" : arguments[0];
        if (COMMANDS.containsKey(first)) {
            line.addSubcommand(first, COMMANDS.get(first));
        } else {
            COMMANDS.forEach(line::addSubcommand);
        }
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::explainUsage)
                .setExecutionExceptionHandler((failure, failed, result) -> explain(failure, failed));
    }

    private static int explainUsage(CommandLine.ParameterException mistake, String[] arguments) {
        CommandLine line = mistake.getCommandLine();
        line.getErr().println("sealwatch: " + mistake.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(mistake, line.getErr());
        line.getErr().println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    /** One clear message, no stack trace, unless it is a defect of our own. */
    private static int explain(Exception failure, CommandLine line) {
        if (failure instanceof SinkClosedException) {
            return ExitCode.OK;
        }
        if (failure instanceof ConfigException || failure instanceof TlsException) {
            print(line, failure);
            return ExitCode.USAGE;
        }
        if (failure instanceof ProbeException || failure instanceof SpoolException) {
            print(line, failure);
            return ExitCode.ENVIRONMENT;
        }
        if (failure instanceof RecordingException
                || failure instanceof DecoyException
                || failure instanceof DemoException) {
            print(line, failure);
            return ExitCode.USAGE;
        }
        if (failure instanceof UserException user) {
            print(line, failure);
            return user.exitCode();
        }
        line.getErr().println("sealwatch: unexpected failure, please report it:");
        failure.printStackTrace(line.getErr());
        return ExitCode.RUNTIME;
    }

    private static void print(CommandLine line, Exception failure) {
        String.valueOf(failure.getMessage())
                .lines()
                .forEach(text ->
                        line.getErr().println(Ansi.AUTO.string("@|bold,red sealwatch:|@ ") + SafeText.of(text)));
    }
}
