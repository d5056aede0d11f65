// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealwatch.elastic.asset.DataStreams;
import io.sealwatch.elastic.catalogue.Signal;
import io.sealwatch.elastic.cluster.Cluster;
import io.sealwatch.elastic.plan.Plan;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The same look as plan, in one line, and whether data comes in. */
@Command(
        name = "status",
        description = "Says in short whether all is in sync and whether data comes in.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NEWEST =
            "{\"size\":0,\"track_total_hits\":true,\"aggs\":{\"newest\":{\"max\":{\"field\":\"@timestamp\"}}}}";

    @Spec
    CommandSpec spec;

    @Mixin
    final ConnectionOptions connection = new ConnectionOptions();

    StatusCommand() {
        spec = CommandSpec.create();
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (Session session = Session.open(connection, out)) {
            Plan plan = session.installer().plan();
            out.println(PlanPrinter.summary(plan));
            for (Signal signal : Signal.values()) {
                out.println(data(session.cluster(), DataStreams.pattern(signal)));
            }
            out.println(session.summary());
            return ExitCode.of(plan);
        }
    }

    private static String data(Cluster cluster, String pattern) throws IOException {
        JsonNode answer = cluster.send(
                "POST",
                "/" + pattern + "/_search?ignore_unavailable=true&allow_no_indices=true",
                JSON.readTree(NEWEST));
        long count = answer.at("/hits/total/value").asLong();
        Optional<String> newest = Optional.of(
                        answer.at("/aggregations/newest/value_as_string").asText())
                .filter(text -> !text.isEmpty());
        return pattern + ": " + count + " documents"
                + newest.map(text -> ", newest " + text).orElse("");
    }
}
