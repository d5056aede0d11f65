// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The opposite of apply. */
@Command(
        name = "remove",
        description = "Takes away what apply put; never what others made, never @custom.",
        mixinStandardHelpOptions = true)
final class RemoveCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Mixin
    final ConnectionOptions connection = new ConnectionOptions();

    @Option(
            names = "--delete-data",
            description = "also delete the data streams with all events; without it remove refuses when there are some")
    boolean deleteData;

    RemoveCommand() {
        spec = CommandSpec.create();
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (Session session = Session.open(connection, out)) {
            session.installer()
                    .remove(deleteData, target -> out.println("  removed: " + target.kind() + " " + target.name()));
            out.println(session.summary());
            return ExitCode.IN_SYNC;
        }
    }
}
