// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel;

import io.sealwatch.event.EventsLost;
import io.sealwatch.event.Header;
import io.sealwatch.otel.export.SignalExporter;
import io.sealwatch.otel.spool.EarlierRun;
import io.sealwatch.pipeline.Observation;
import java.util.ArrayList;
import java.util.List;

/**
 * What killed runs lost, as events of this run. The spool remembers it until those events are delivered or stored
 * themselves, so that it is told even when this run is killed, too. Used by the pipeline's thread.
 */
final class EarlierLosses {
    private static final String KILLED = "killed";
    private static final String KILLED_IN_FLIGHT = "killed_in_flight";

    private final List<SignalExporter<?>> exporters;
    private int unreported;
    private long lastReport;

    EarlierLosses(List<SignalExporter<?>> exporters) {
        this.exporters = List.copyOf(exporters);
        this.unreported = events(Header.ofSensor(0)).size();
    }

    List<EventsLost> events(Header header) {
        List<EventsLost> events = new ArrayList<>();
        for (SignalExporter<?> exporter : exporters) {
            for (EarlierRun run : exporter.earlierRuns()) {
                add(events, header, KILLED, exporter, run, run.lost());
                add(events, header, KILLED_IN_FLIGHT, exporter, run, run.inFlight());
            }
        }
        return events;
    }

    private static void add(
            List<EventsLost> events,
            Header header,
            String reason,
            SignalExporter<?> exporter,
            EarlierRun run,
            long count) {
        if (count > 0) {
            EventsLost.Run who = exporter.isNumbered()
                    ? new EventsLost.Run(run.instanceId(), run.first(), run.last())
                    : new EventsLost.Run(run.instanceId(), 0, 0);
            events.add(new EventsLost(header, reason, exporter.signal().label(), count, who));
        }
    }

    /** Notes the report of such a loss on its way out. */
    void see(Observation observation) {
        if (unreported > 0
                && observation.event() instanceof EventsLost lost
                && !lost.run().equals(EventsLost.Run.THIS)) {
            unreported--;
            lastReport = observation.sequence();
        }
    }

    /** @param logs the exporter of the reports */
    void forgetOnceSettled(SignalExporter<?> logs) {
        if (unreported == 0 && lastReport > 0 && logs.settledBelow() > lastReport) {
            lastReport = 0;
            exporters.forEach(SignalExporter::forgetEarlierRuns);
        }
    }
}
