// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.cli;

import io.sealwatch.elastic.plan.Plan;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what apply would do. */
@Command(name = "plan", description = "Says what apply would do; changes nothing.", mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Mixin
    final ConnectionOptions connection = new ConnectionOptions();

    PlanCommand() {
        spec = CommandSpec.create();
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (Session session = Session.open(connection, out)) {
            Plan plan = session.installer().plan();
            new PlanPrinter(out).print(plan);
            out.println(session.summary());
            return ExitCode.of(plan);
        }
    }
}
