// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.cli;

import io.sealwatch.elastic.catalogue.CatalogueException;
import io.sealwatch.elastic.cluster.ClusterException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code elastic}: keeps Elasticsearch and Kibana as this release of Sealwatch wants them. */
@Command(
        name = "elastic",
        description = "Puts what Sealwatch needs into Elasticsearch and Kibana, and keeps it so.",
        mixinStandardHelpOptions = true,
        versionProvider = ContentVersion.class,
        subcommands = {
            PlanCommand.class,
            ApplyCommand.class,
            StatusCommand.class,
            RemoveCommand.class,
            LoadSampleCommand.class,
            PackageCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done, or in sync",
            " 1:wrong usage",
            " 2:environment: no answer, credentials, privileges, version",
            " 3:the cluster refused or failed",
            "10:plan, status: apply would change something",
            "11:plan, status: something was changed by hand, apply repairs it",
            "12:refused, nothing was changed: not ours, newer, or data in the way of remove"
        })
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(command.getColorScheme().errorText("elastic: " + failure.getMessage()));
            return exitCode(failure);
        });
        line.setParameterExceptionHandler((failure, arguments) -> {
            failure.getCommandLine().getErr().println("elastic: " + failure.getMessage());
            failure.getCommandLine().usage(failure.getCommandLine().getErr());
            return ExitCode.USAGE;
        });
        return line;
    }

    private static int exitCode(Exception failure) {
        if (failure instanceof ClusterException cluster) {
            return ExitCode.of(cluster.kind());
        }
        if (failure instanceof IllegalArgumentException) {
            return ExitCode.USAGE;
        }
        return failure instanceof CatalogueException ? ExitCode.USAGE : ExitCode.RUNTIME;
    }
}
