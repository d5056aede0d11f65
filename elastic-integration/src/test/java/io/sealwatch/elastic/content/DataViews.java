// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import io.sealwatch.elastic.catalogue.Field;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.catalogue.Signal;
import java.util.Map;
import java.util.Objects;

/** Which data a data view is of, and which fields it therefore has. */
final class DataViews {

    private static final Map<String, Signal> SIGNALS =
            Map.of("sealwatch-events", Signal.LOGS, "sealwatch-episodes", Signal.TRACES);

    private DataViews() {}

    static Signal signal(String view) {
        return Objects.requireNonNull(SIGNALS.get(view), view);
    }

    /** The data of a panel whose columns are of fields. */
    static Signal signal(Panel panel) {
        return signal(
                panel.node().at("/embeddableConfig/attributes/references/0/id").asText());
    }

    static Field field(String name, Signal signal) {
        return FieldCatalogue.bundled()
                .resolve(name)
                .filter(each -> each.isOn(signal))
                .orElseThrow(() -> new AssertionError(name + " is no field of " + signal));
    }
}
