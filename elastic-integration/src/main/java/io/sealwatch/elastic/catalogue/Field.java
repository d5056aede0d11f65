// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.catalogue;

import java.util.List;
import java.util.Set;

/**
 * One field that Sealwatch sends or Elasticsearch adds.
 *
 * @param values the only values that are sent; empty when any may come
 * @param sent false when Elasticsearch makes the field
 * @param example a value that the mapping takes
 */
public record Field(
        String name,
        Origin origin,
        Set<Place> in,
        OtelType otel,
        ElasticType elasticsearch,
        List<Object> values,
        boolean sent,
        Object example,
        String description) {

    public Field {
        in = Set.copyOf(in);
        values = List.copyOf(values);
    }

    public boolean isOn(Signal signal) {
        return in.stream().anyMatch(place -> place.isOn(signal));
    }

    /**
     * Path of the field in the documents of a signal, as the exporter writes it.
     *
     * @throws IllegalArgumentException when the field is not on that signal
     */
    public String documentPath(Signal signal) {
        return in.stream()
                        .filter(place -> place.isOn(signal))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(name + " is not on " + signal))
                        .documentPrefix()
                + name;
    }
}
