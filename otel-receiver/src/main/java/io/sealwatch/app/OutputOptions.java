// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import io.sealwatch.console.CsvSink;
import io.sealwatch.console.NdjsonSink;
import io.sealwatch.console.Output;
import io.sealwatch.console.TableSink;
import io.sealwatch.contract.EpisodeIds;
import io.sealwatch.contract.HostIdentity;
import io.sealwatch.guard.OutputPipe;
import io.sealwatch.pipeline.Sink;
import java.io.OutputStream;
import java.util.List;
import picocli.CommandLine.Option;

/** How scored events are printed. */
final class OutputOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, ndjson, csv or none: what is printed (default: table).")
    private Format format = Format.TABLE;

    /** What is printed. */
    enum Format {
        TABLE,
        NDJSON,
        CSV,
        NONE;

        /**
         * @param spans tells which episode an observation belongs to
         */
        Outputs outputs(AgentSettings settings, HostIdentity host, EpisodeIds spans) {
            OutputPipe.widen();
            OutputStream out = Output.standard();
            return switch (this) {
                case TABLE -> Outputs.of(new TableSink(out, settings.flags().mode(), Terminal.hasColour()));
                case NDJSON -> Outputs.of(new NdjsonSink(out, host, !settings.redactCommandLines(), spans));
                case CSV -> {
                    CsvSink csv = new CsvSink(out, settings.flags().mode());
                    yield new Outputs(List.of(csv), csv::skipped);
                }
                case NONE -> new Outputs(List.of(), () -> 0);
            };
        }
    }

    Format format() {
        return format;
    }

    /**
     * Where the events of one run go.
     *
     * @param sinks in the order they are served
     * @param skipped events that a format has no line for, known at the end
     */
    record Outputs(List<Sink> sinks, java.util.function.LongSupplier skipped) {
        Outputs {
            sinks = List.copyOf(sinks);
        }

        static Outputs of(Sink sink) {
            return new Outputs(List.of(sink), () -> 0);
        }
    }
}
