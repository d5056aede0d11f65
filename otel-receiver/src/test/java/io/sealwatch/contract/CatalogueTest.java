// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sealwatch.event.Event;
import io.sealwatch.event.EventsLost;
import io.sealwatch.event.Header;
import io.sealwatch.event.SensorStatus;
import io.sealwatch.otel.Synthetic;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.wire.SampleEvents;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the agent to the field catalogue: every name is in it, and every value has the type that it says. */
class CatalogueTest {
    private static final Path CATALOGUE =
            Path.of("..", "elastic-integration", "src", "main", "resources", "fields.yml");

    private final Map<String, JsonNode> fields = new LinkedHashMap<>();

    CatalogueTest() throws IOException {
        for (JsonNode field : new YAMLMapper().readTree(CATALOGUE.toFile()).path("fields")) {
            fields.put(field.path("name").asText(), field);
        }
    }

    private JsonNode field(String name) {
        return fields.getOrDefault(name, MissingNode.getInstance());
    }

    private static List<String> constants() throws IllegalAccessException {
        List<String> names = new ArrayList<>();
        for (Field field : Attribute.class.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())) {
                names.add((String) field.get(null));
            }
        }
        return names;
    }

    @Test
    void everyAttributeIsInTheCatalogue() throws IllegalAccessException {
        assertThat(constants()).hasSizeGreaterThan(80).allSatisfy(name -> {
            assertThat(fields).containsKey(name);
            assertThat(field(name).path("in").toString()).contains("attribute");
        });
    }

    @Test
    void noNameIsBothAFieldAndThePrefixOfAnother() throws IllegalAccessException {
        TreeSet<String> names = new TreeSet<>(constants());
        assertThat(names)
                .allSatisfy(
                        name -> assertThat(names.subSet(name + '.', name + '/')).isEmpty());
    }

    @Test
    void everyValueHasTheTypeOfTheCatalogue() {
        Map<String, String> written = new LinkedHashMap<>();
        ObservationAttributes contract = new ObservationAttributes(Synthetic.HOST);
        for (Observation observation : observations()) {
            contract.write(observation, new Types(written));
        }
        assertThat(written).hasSizeGreaterThan(40);
        assertThat(written).allSatisfy((name, type) -> {
            assertThat(fields).containsKey(name);
            assertThat(type).as(name).isEqualTo(field(name).path("otel").asText());
        });
    }

    private static List<Observation> observations() {
        Synthetic events = new Synthetic();
        List<Observation> all = new ArrayList<>();
        for (Event event : SampleEvents.all()) {
            all.add(events.of(event));
        }
        all.add(events.detection(1, 1, 1));
        all.add(events.of(new EventsLost(Header.ofSensor(1), "ring_full", "file.write", 3)));
        all.add(events.of(new EventsLost(
                Header.ofSensor(1), "killed", "logs", 301, new EventsLost.Run("5b1f0c1e", 90_113, 90_413))));
        all.add(events.of(new SensorStatus(
                Header.ofSensor(1),
                SensorStatus.State.RUNNING,
                "tracepoint",
                List.of("mmap"),
                List.of("probe gone"),
                Map.of(Attribute.EXPORT_LOGS_PRODUCED, 1L))));
        return all;
    }

    private record Types(Map<String, String> written) implements AttributeWriter {
        @Override
        public void put(String name, String value) {
            written.put(name, "string");
        }

        @Override
        public void put(String name, long value) {
            written.put(name, "int");
        }

        @Override
        public void put(String name, double value) {
            written.put(name, "double");
        }

        @Override
        public void put(String name, boolean value) {
            written.put(name, "boolean");
        }

        @Override
        public void put(String name, List<String> values) {
            written.put(name, "string[]");
        }
    }
}
