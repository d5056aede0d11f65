// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealwatch.elastic.catalogue.Signal;
import io.sealwatch.elastic.plan.Plan;
import io.sealwatch.elastic.plan.State;
import io.sealwatch.elastic.sample.RecordedAttack;
import io.sealwatch.elastic.sample.SampleAttack;
import io.sealwatch.elastic.sample.SampleLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Data to look at before there is a sensor. */
@Command(
        name = "load-sample",
        description = "Indexes a recorded attack, so that there is something to see.",
        mixinStandardHelpOptions = true)
final class LoadSampleCommand implements Callable<Integer> {

    private static final String HOST = "sample-host";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The attack began a moment ago, so that dashboards that show the last minutes show it. */
    private static final Duration AGO = Duration.ofMinutes(2);

    @Spec
    CommandSpec spec;

    @Mixin
    final ConnectionOptions connection = new ConnectionOptions();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            description =
                    "NDJSON of the sensor (run --output ndjson); without it an attack recorded with sealwatch demo")
    @Nullable
    Path file;

    @Option(
            names = "--made-up",
            paramLabel = "N",
            description = "instead, N events and the episodes (spans) of a made-up attack, for volume")
    int madeUp;

    LoadSampleCommand() {
        spec = CommandSpec.create();
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (Session session = Session.open(connection, out)) {
            Plan plan = session.installer().plan();
            if (plan.count(State.ABSENT) > 0) {
                out.println("The templates are not there: run apply first. Nothing was indexed.");
                return ExitCode.REFUSED;
            }
            SampleLoader loader = new SampleLoader(session.cluster(), session.catalogue());
            Instant start = Instant.now().minus(AGO);
            if (file != null) {
                out.println(loader.load(Signal.LOGS, read(file)) + " events of " + file + " indexed");
            } else if (madeUp > 0) {
                SampleAttack attack = new SampleAttack(start, HOST);
                out.println(loader.load(Signal.LOGS, attack.events(madeUp)) + " events and "
                        + loader.load(Signal.TRACES, attack.episodes(madeUp))
                        + " episodes of a made-up attack indexed, host "
                        + HOST);
            } else {
                RecordedAttack attack = RecordedAttack.bundled();
                out.println(loader.load(Signal.LOGS, attack.events(start, HOST, attack.size())) + " events, "
                        + counted(loader.load(Signal.TRACES, attack.episodes(start, HOST)), "episode") + " and "
                        + counted(loader.load(Signal.LOGS, attack.heartbeats(start, HOST)), "heartbeat")
                        + " of a recorded attack indexed, host " + HOST);
            }
            return ExitCode.IN_SYNC;
        }
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static List<JsonNode> read(Path file) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (!line.isBlank()) {
                try {
                    records.add(JSON.readTree(line));
                } catch (JsonProcessingException e) {
                    throw new IllegalArgumentException(
                            file + " line " + number + " is not JSON: " + e.getOriginalMessage(), e);
                }
            }
        }
        return records;
    }
}
