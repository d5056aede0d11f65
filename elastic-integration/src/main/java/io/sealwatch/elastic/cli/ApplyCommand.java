// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.cli;

import io.sealwatch.elastic.plan.Installer;
import io.sealwatch.elastic.plan.Plan;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Does what plan says. All or nothing as far as that can be known before: when a target is refused, nothing is changed. */
@Command(name = "apply", description = "Does what plan says, and looks again.", mixinStandardHelpOptions = true)
final class ApplyCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Mixin
    final ConnectionOptions connection = new ConnectionOptions();

    ApplyCommand() {
        spec = CommandSpec.create();
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (Session session = Session.open(connection, out)) {
            Installer installer = session.installer();
            Plan plan = installer.plan();
            new PlanPrinter(out).print(plan);
            if (ExitCode.of(plan) == ExitCode.REFUSED) {
                out.println("Nothing was changed. Rename or remove what is not ours, or use the newer release.");
                return ExitCode.REFUSED;
            }
            installer.apply(
                    plan,
                    step -> out.println("  done: " + step.target().kind() + " "
                            + step.target().name()));
            out.println(plan.changes().isEmpty() ? "In sync, nothing changed." : "Applied and verified.");
            out.println(session.summary());
            return ExitCode.IN_SYNC;
        }
    }
}
