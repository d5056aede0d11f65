// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.elastic.asset.DataStreams;
import io.sealwatch.elastic.catalogue.FieldCatalogue;
import io.sealwatch.elastic.catalogue.Signal;
import io.sealwatch.elastic.sample.OtelDocument;
import io.sealwatch.elastic.sample.RecordedAttack;
import io.sealwatch.elastic.server.TestCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One hour of a small fleet, to look at dashboards with. Events and episodes are what the real sensor recorded of the demo and of
 * the proving ground, put on four hosts; heartbeats and one loss are in the form of the rules' scenes.
 */
final class FleetHour {

    static final Instant START = Instant.parse("2026-11-23T20:00:00Z");
    static final Instant END = START.plus(Duration.ofHours(1));
    static final String ATTACKED = "files-01";
    static final Instant ATTACK = START.plus(Duration.ofMinutes(41));

    private static final int BATCH = 2000;

    /** By host. */
    private final Map<String, List<ObjectNode>> events = new TreeMap<>();

    private final List<ObjectNode> episodes = new ArrayList<>();

    private FleetHour() {}

    static FleetHour recorded() {
        FleetHour hour = new FleetHour();
        hour.benign(ATTACKED, 6, "rsync");
        hour.benign(ATTACKED, 14, "tar");
        hour.benign(ATTACKED, 22, "sqlite");
        hour.benign(ATTACKED, 30, "logrotate");
        hour.benign("build-01", 9, "gcc");
        hour.benign("build-01", 17, "git");
        hour.benign("build-01", 26, "cargo");
        hour.benign("build-01", 35, "npm");
        hour.benign("web-01", 11, "images");
        hour.benign("web-01", 20, "tls");
        hour.benign("web-01", 44, "log_truncate");
        hour.benign("backup-01", 5, "restic");
        hour.benign("backup-01", 38, "borg");
        hour.place("web-01", START.plus(Duration.ofMinutes(52)), Recorded.events("attack", "in_place_rename"));
        hour.place(ATTACKED, ATTACK.plusSeconds(2), Recorded.events("attack", "libcrypto"));
        RecordedAttack attack = RecordedAttack.bundled();
        hour.place(ATTACKED, ATTACK, attack.events(START, ATTACKED, attack.size()));
        hour.episodes.addAll(attack.episodes(ATTACK, ATTACKED));
        hour.heartbeats();
        return hour;
    }

    private void benign(String host, int minute, String workload) {
        place(host, START.plus(Duration.ofMinutes(minute)), Recorded.events("benign", workload));
    }

    private void place(String host, Instant start, List<ObjectNode> recorded) {
        Duration shift =
                Duration.between(Instant.parse(recorded.get(0).path("timestamp").asText()), start);
        for (ObjectNode event : recorded) {
            Instant moved = Instant.parse(event.path("timestamp").asText()).plus(shift);
            add(host, event.put("timestamp", moved.toString()));
        }
    }

    private void add(String host, ObjectNode event) {
        event.put("host.name", host)
                .put("host.id", "id-of-" + host)
                .put("service.instance.id", "since-boot-on-" + host)
                .put("service.version", host.equals("backup-01") ? "0.0.9" : "0.1.0")
                .put("os.version", host.equals("backup-01") ? "5.10.0-32-amd64" : "6.1.0-28-amd64");
        events.computeIfAbsent(host, key -> new ArrayList<>()).add(event);
    }

    /** Every five minutes; backup-01 lacks a probe, build-01 lost events once and falls silent. */
    private void heartbeats() {
        ObjectNode degraded = only("defense_impairment_sensor_degraded", "match");
        ObjectNode running = only("defense_impairment_sensor_silent", "nomatch");
        for (Map.Entry<String, List<ObjectNode>> each : new TreeMap<>(events).entrySet()) {
            String host = each.getKey();
            List<ObjectNode> recorded = List.copyOf(each.getValue());
            for (int minute = 0; minute < (host.equals("build-01") ? 45 : 60); minute += 5) {
                Instant when = START.plus(Duration.ofMinutes(minute));
                long before = recorded.stream()
                        .filter(event ->
                                Instant.parse(event.path("timestamp").asText()).isBefore(when))
                        .count();
                ObjectNode beat = (host.equals("backup-01") ? degraded : running).deepCopy();
                long spooled = host.equals("build-01") && minute >= 25 ? before / 10 : 0;
                add(
                        host,
                        beat.put("timestamp", when.toString())
                                .put("ransomware.sensor.produced", before)
                                .put("ransomware.sensor.spooled", spooled)
                                .put("ransomware.sensor.dropped", host.equals("build-01") && minute > 15 ? 400 : 0)
                                .put("ransomware.sensor.delivered", before - spooled));
            }
        }
        add(
                "build-01",
                only("defense_impairment_sensor_lost_events", "match")
                        .put("timestamp", START.plus(Duration.ofMinutes(18)).toString()));
    }

    private static ObjectNode only(String rule, String which) {
        return Sources.scene(Sources.SCENES.resolve(rule).resolve(which + ".ndjson"))
                .get(0);
    }

    void into(TestCluster cluster) {
        for (List<ObjectNode> ofHost : events.values()) {
            ofHost.sort(Comparator.comparing(
                    event -> Instant.parse(event.path("timestamp").asText())));
            long sequence = 0;
            for (ObjectNode event : ofHost) {
                event.put("ransomware.sequence", ++sequence);
            }
            for (int from = 0; from < ofHost.size(); from += BATCH) {
                load(cluster, Signal.LOGS, ofHost.subList(from, Math.min(from + BATCH, ofHost.size())));
            }
        }
        load(cluster, Signal.TRACES, episodes);
    }

    private static void load(TestCluster cluster, Signal signal, List<ObjectNode> records) {
        OtelDocument shape = new OtelDocument(FieldCatalogue.bundled(), signal);
        StringBuilder bulk = new StringBuilder();
        records.forEach(record ->
                bulk.append("{\"create\":{}}\n").append(shape.of(record)).append('\n'));
        assertThat(cluster.post("/" + DataStreams.base(signal) + "-default/_bulk?refresh=true", bulk.toString())
                        .ok()
                        .path("errors")
                        .asBoolean(true))
                .isFalse();
    }
}
