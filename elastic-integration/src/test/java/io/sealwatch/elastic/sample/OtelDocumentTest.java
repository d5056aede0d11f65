// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.catalogue.Field;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.catalogue.Signal;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtelDocumentTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FieldCatalogue CATALOGUE = FieldCatalogue.bundled();

    @Test
    void everyKeyGoesWhereTheExporterPutsIt() throws IOException {
        JsonNode flat = JSON.readTree("""
                {"timestamp":"2026-11-23T20:00:00Z","event_name":"file.open","body.text":"x",
                 "process.pid":1,"host.name":"h","data_stream.namespace":"prod"}""");

        assertThat(new OtelDocument(CATALOGUE, Signal.LOGS).of(flat)).isEqualTo(JSON.readTree("""
                {"@timestamp":"2026-11-23T20:00:00Z","event_name":"file.open","body":{"text":"x"},
                 "attributes":{"process.pid":1},"resource":{"attributes":{"host.name":"h"}},
                 "data_stream":{"type":"logs","dataset":"sealwatch.events.otel","namespace":"prod"}}"""));
    }

    @Test
    void aKeyThatTheCatalogueDoesNotHaveIsNamed() {
        ObjectNode flat = JSON.createObjectNode().put("process.pidd", 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OtelDocument(CATALOGUE, Signal.LOGS).of(flat))
                .withMessage("'process.pidd' is no field of LOGS in fields.yml");
    }

    @Test
    void theMadeUpAttackUsesNoNameAndNoValueThatTheCatalogueDoesNotHave() {
        SampleAttack attack = new SampleAttack(Instant.EPOCH, "h");
        check(Signal.LOGS, attack.events(700));
        check(Signal.TRACES, attack.episodes(700));
    }

    @Test
    void theRecordedAttackUsesNoNameAndNoValueThatTheCatalogueDoesNotHave() {
        RecordedAttack attack = RecordedAttack.bundled();

        check(Signal.LOGS, attack.events(Instant.EPOCH, "h", attack.size()));
        check(Signal.TRACES, attack.episodes(Instant.EPOCH, "h"));
        check(Signal.LOGS, attack.heartbeats(Instant.EPOCH, "h"));
    }

    @Test
    void theHeartbeatsSurroundTheAttackAndHaveNumbersOfTheirOwn() {
        RecordedAttack attack = RecordedAttack.bundled();
        List<ObjectNode> heartbeats = attack.heartbeats(Instant.EPOCH, "h");

        assertThat(heartbeats).hasSizeGreaterThan(10);
        assertThat(heartbeats.get(0).path("timestamp").asText()).startsWith("1969-12-31T23:59:30");
        assertThat(Instant.parse(
                        heartbeats.get(heartbeats.size() - 1).path("timestamp").asText()))
                .isAfter(Instant.EPOCH.plusSeconds(10));
        assertThat(heartbeats).allSatisfy(each -> {
            assertThat(each.path("event_name").asText()).isEqualTo("sensor.status");
            assertThat(each.path("ransomware.sequence").asInt()).isGreaterThan(attack.size());
        });
    }

    @Test
    void theRecordedAttackIsMovedInTimeAsAWhole() {
        RecordedAttack attack = RecordedAttack.bundled();
        List<ObjectNode> events = attack.events(Instant.EPOCH, "h", attack.size() + 1);

        assertThat(events.get(0).path("timestamp").asText()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(events.get(attack.size()).path("timestamp").asText()).isEqualTo("1970-01-01T00:00:30Z");
        assertThat(events.get(attack.size()).path("process.entity_id"))
                .isNotEqualTo(events.get(0).path("process.entity_id"));
    }

    private static void check(Signal signal, List<ObjectNode> records) {
        for (ObjectNode record : records) {
            record.properties().forEach(each -> {
                String name = each.getKey().equals("timestamp") ? "@timestamp" : each.getKey();
                Field field = CATALOGUE.field(name).orElseThrow(() -> new AssertionError(each.getKey()));
                assertThat(field.isOn(signal)).as(each.getKey()).isTrue();
                if (!field.values().isEmpty()) {
                    assertThat(field.values().stream().map(String::valueOf))
                            .as(each.getKey())
                            .contains(each.getValue().asText());
                }
            });
        }
    }

    @Test
    void theMadeUpAttackIsAlwaysTheSameAndAsLongAsAskedFor() {
        SampleAttack attack = new SampleAttack(Instant.EPOCH, "h");

        assertThat(attack.events(503)).hasSize(503).isEqualTo(attack.events(503));
    }
}
