// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.catalogue;

/** Where a field lives in the telemetry, and thereby in the Elasticsearch document. */
public enum Place {
    ATTRIBUTE(Signal.LOGS),
    SPAN_ATTRIBUTE(Signal.TRACES),
    /** On both signals: a resource is the sender's. */
    RESOURCE(Signal.LOGS, Signal.TRACES),
    ROOT(Signal.LOGS),
    SPAN_ROOT(Signal.TRACES);

    private final Signal[] signals;

    Place(Signal... signals) {
        this.signals = signals;
    }

    boolean isOn(Signal signal) {
        for (Signal each : signals) {
            if (each == signal) {
                return true;
            }
        }
        return false;
    }

    /** Where the exporter puts a field of this place: the path before its name, empty for the root. */
    public String documentPrefix() {
        return switch (this) {
            case ATTRIBUTE, SPAN_ATTRIBUTE -> "attributes.";
            case RESOURCE -> "resource.attributes.";
            case ROOT, SPAN_ROOT -> "";
        };
    }
}
