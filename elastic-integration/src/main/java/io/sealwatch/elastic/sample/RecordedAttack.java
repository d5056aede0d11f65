// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * A real attack as the real sensor told it: the safe locker of {@code sealwatch demo}, recorded, and the recording replayed with
 * {@code sealwatch replay --output ndjson}, and the heartbeats of a minute of a live sensor. Only the time is moved and the host,
 * which NDJSON leaves out, is put in.
 */
public final class RecordedAttack {

    private static final String EVENTS = "/sample/attack.ndjson.gz";
    private static final String EPISODES = "/sample/episodes.ndjson.gz";
    private static final String HEARTBEATS = "/sample/heartbeats.ndjson.gz";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Between one repetition and the next. */
    private static final Duration PAUSE = Duration.ofSeconds(30);
    /** Of the first heartbeat before the first event. */
    private static final Duration LEAD = Duration.ofSeconds(30);

    private final List<ObjectNode> recorded;
    private final List<ObjectNode> episodes;
    private final List<ObjectNode> heartbeats;

    private RecordedAttack(List<ObjectNode> recorded, List<ObjectNode> episodes, List<ObjectNode> heartbeats) {
        this.recorded = recorded;
        this.episodes = episodes;
        this.heartbeats = heartbeats;
    }

    public static RecordedAttack bundled() {
        return new RecordedAttack(read(EVENTS), read(EPISODES), read(HEARTBEATS));
    }

    private static List<ObjectNode> read(String file) {
        try (InputStream in = Objects.requireNonNull(RecordedAttack.class.getResourceAsStream(file), file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(in), UTF_8))) {
            List<ObjectNode> recorded = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                recorded.add(JSON.readValue(line, ObjectNode.class));
            }
            return recorded;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many events it has. */
    public int size() {
        return recorded.size();
    }

    /**
     * @param start when the first event happened
     * @param count of events; more than there are means the attack again, by another process
     */
    public List<ObjectNode> events(Instant start, String host, int count) {
        Instant first = first(recorded);
        List<ObjectNode> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int round = i / recorded.size();
            Duration shift = Duration.between(first, start).plus(PAUSE.multipliedBy(round));
            ObjectNode event = recorded.get(i % recorded.size()).deepCopy();
            move(event, "timestamp", shift);
            move(event, "process.creation.time", shift);
            event.set("observed_timestamp", event.get("timestamp"));
            event.put("ransomware.sequence", i + 1L);
            if (round > 0) {
                event.put("process.pid", event.path("process.pid").asLong() + round);
                event.put("process.entity_id", event.path("process.entity_id").asText() + "-" + round);
            }
            onHost(event, host);
            events.add(event);
        }
        return events;
    }

    /**
     * The episodes of the attack, once.
     *
     * @param start when the first event happened
     */
    public List<ObjectNode> episodes(Instant start, String host) {
        return placed(episodes, Duration.between(first(recorded), start), host);
    }

    /**
     * What the sensor says of itself, before, during and after the attack. Numbered behind its events.
     *
     * @param start when the first event happened
     */
    public List<ObjectNode> heartbeats(Instant start, String host) {
        List<ObjectNode> placed = placed(heartbeats, Duration.between(first(heartbeats), start.minus(LEAD)), host);
        long sequence = recorded.size();
        for (ObjectNode status : placed) {
            status.set("observed_timestamp", status.get("timestamp"));
            status.put("ransomware.sequence", ++sequence);
        }
        return placed;
    }

    private static Instant first(List<ObjectNode> lines) {
        return Instant.parse(lines.get(0).path("timestamp").asText());
    }

    private static List<ObjectNode> placed(List<ObjectNode> lines, Duration shift, String host) {
        List<ObjectNode> placed = new ArrayList<>(lines.size());
        for (ObjectNode line : lines) {
            ObjectNode moved = line.deepCopy();
            move(moved, "timestamp", shift);
            move(moved, "process.creation.time", shift);
            onHost(moved, host);
            placed.add(moved);
        }
        return placed;
    }

    private static void move(ObjectNode event, String key, Duration shift) {
        JsonNode time = event.path(key);
        if (time.isTextual()) {
            event.put(key, Instant.parse(time.asText()).plus(shift).toString());
        }
    }

    private static void onHost(ObjectNode event, String host) {
        event.put("service.name", "sealwatch");
        event.put("service.instance.id", "sample-" + host);
        event.put("host.name", host);
        event.put("host.id", "sample-id-of-" + host);
        event.put("host.arch", "amd64");
        event.put("os.type", "linux");
        event.put("os.version", "6.1.0-28-amd64");
    }
}
