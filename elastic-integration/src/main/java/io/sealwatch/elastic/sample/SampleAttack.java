// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An attack as the sensor would tell it: a locker goes through a home directory, encrypts, renames, leaves notes, and is
 * detected. It is made up, always the same, and uses no name that the catalogue does not have.
 */
public final class SampleAttack {

    private static final String[] DIRECTORIES = {
        "/home/ana/Documents", "/home/ana/Pictures", "/srv/share/finance", "/srv/share/hr", "/var/lib/app/uploads"
    };
    private static final String[] EXTENSIONS = {"odt", "pdf", "jpg", "xlsx", "docx", "csv"};
    /** What happens to one file, in this order. */
    private static final String[] STEPS = {"file.open", "crypto.init", "file.write", "file.write", "file.rename"};
    /** The detection comes with this file. */
    private static final int DETECTED_AT = 7;

    private static final long MILLIS_BETWEEN = 11;
    private static final int FILES_AN_EPISODE = 200;

    private final Instant start;
    private final String host;

    /** @param host name of the host that is attacked; each has its own ids */
    public SampleAttack(Instant start, String host) {
        this.start = start;
        this.host = host;
    }

    /** The first events of the attack. It goes on for as long as it is asked to. */
    public List<ObjectNode> events(int count) {
        List<ObjectNode> events = new ArrayList<>(count);
        events.add(exec());
        for (int file = 1; events.size() < count; file++) {
            for (String step : STEPS) {
                events.add(onFile(step, file, events.size()));
            }
            if (file % 25 == 0) {
                events.add(note(file, events.size()));
            }
            if (file == DETECTED_AT) {
                events.add(detection(file, events.size()));
            }
            if (file % 100 == 0) {
                events.add(status(events.size()));
            }
        }
        return events.subList(0, count);
    }

    /** The episodes that belong to that many events. */
    public List<ObjectNode> episodes(int events) {
        List<ObjectNode> episodes = new ArrayList<>();
        int files = Math.max(1, events / STEPS.length);
        for (int first = 0; first < files; first += FILES_AN_EPISODE) {
            episodes.add(episode(first / FILES_AN_EPISODE, Math.min(FILES_AN_EPISODE, files - first)));
        }
        return episodes;
    }

    private ObjectNode exec() {
        ObjectNode event = event("process.exec", 0, "OK", 9);
        categorise(event, "event", "process", "start", "exec");
        return event;
    }

    private ObjectNode onFile(String name, int file, int sequence) {
        boolean crypto = name.equals("crypto.init");
        ObjectNode event = event(name, sequence, file < 3 ? "MIN" : "MAJ", file < 3 ? 13 : 14);
        event.put("ransomware.threshold", "OCD-");
        event.put("ransomware.score", Math.min(99.0, file * 12.5));
        if (crypto) {
            event.put("ransomware.crypto.function", "EVP_EncryptInit_ex");
            categorise(event, "event", "process", "info", "encrypt-init");
            return event;
        }
        String directory = DIRECTORIES[file % DIRECTORIES.length];
        String extension = EXTENSIONS[file % EXTENSIONS.length];
        String plain = String.format(Locale.ROOT, "%s/document-%05d.%s", directory, file, extension);
        boolean renamed = name.equals("file.rename");
        path(event, renamed ? plain + ".locked" : plain, directory, renamed ? "locked" : extension);
        event.put("file.inode", Integer.toString(1_300_000 + file));
        event.put("file.size", 4_096L + (file * 977L) % 900_000);
        event.put("ransomware.file.device", "259:1");
        String action = name.substring("file.".length());
        switch (action) {
            case "open" -> event.putArray("ransomware.file.flags").add("O_RDWR");
            case "write" -> {
                event.put("ransomware.entropy", 7.90 + (file * 31 % 97) / 1000.0);
                event.put("ransomware.file.offset", 0);
                event.put("ransomware.file.bytes", 4_096L + (file * 977L) % 900_000);
            }
            default -> {
                event.put("ransomware.file.previous_path", plain);
                event.put("ransomware.pattern", "open-write-rename");
            }
        }
        categorise(event, "event", "file", action.equals("open") ? "access" : "change", action);
        return event;
    }

    private ObjectNode note(int file, int sequence) {
        String directory = DIRECTORIES[file / 25 % DIRECTORIES.length];
        ObjectNode event = event("file.create", sequence, "MAJ", 14);
        path(event, directory + "/HOW_TO_RESTORE.txt", directory, "txt");
        event.put("ransomware.file.created", true);
        categorise(event, "event", "file", "creation", "create");
        return event;
    }

    private ObjectNode detection(int files, int sequence) {
        ObjectNode event = event("ransomware.detection", sequence, "MAJ", 17);
        event.put("severity_text", "DETECTION");
        event.put("ransomware.score", 87.5);
        event.put("event.risk_score", 87.5);
        event.put("ransomware.files_affected", files);
        event.put("ransomware.activity.processes", 1);
        event.put("ransomware.response.action", "would_stop");
        event.put("ransomware.degraded", false);
        event.putArray("ransomware.reasons")
                .add("content made random in " + files + " files")
                .add("an extension appended to every file")
                .add("5 directories in less than a second");
        event.put("security_rule.name", "Sealwatch ransomware activity");
        event.put("security_rule.uuid", "5a0d6f0e-9b0d-4a55-8d0e-6a1a1f6c2b77");
        event.putArray("threat.technique.id").add("T1486");
        event.put("threat.tactic.name", "Impact");
        categorise(event, "alert", "malware", "info", "detection");
        return event;
    }

    private ObjectNode status(int sequence) {
        ObjectNode event = base("sensor.status", sequence, 9);
        event.put("severity_text", "OK");
        event.put("ransomware.sensor.state", "running");
        event.put("ransomware.sensor.produced", sequence);
        event.put("ransomware.sensor.delivered", sequence);
        event.put("ransomware.sensor.spooled", 0);
        event.put("ransomware.sensor.dropped", 0);
        event.put("ransomware.sensor.suppressed", sequence * 3L);
        event.put("event.kind", "state");
        return event;
    }

    private ObjectNode event(String name, int sequence, String flag, int severity) {
        ObjectNode event = base(name, sequence, severity);
        event.put("severity_text", flag);
        event.put("ransomware.severity", flag);
        process(event);
        event.put("thread.id", 4711);
        event.put("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
        event.put("span_id", String.format(Locale.ROOT, "%016x", 1 + sequence / (FILES_AN_EPISODE * STEPS.length)));
        return event;
    }

    private ObjectNode base(String name, int sequence, int severity) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        Instant when = start.plusMillis(sequence * MILLIS_BETWEEN);
        event.put("@timestamp", when.toString());
        event.put("observed_timestamp", when.plusNanos(400_000).toString());
        event.put("event_name", name);
        event.put("severity_number", severity);
        event.put("ransomware.sequence", sequence + 1L);
        resource(event);
        return event;
    }

    private void resource(ObjectNode record) {
        record.put("service.name", "sealwatch");
        record.put("service.version", "0.1.0");
        record.put("service.instance.id", "9d2b6d3e-0f5b-4a39-8a6c-" + host);
        record.put("host.name", host);
        record.put("host.id", "id-of-" + host);
        record.put("host.arch", "amd64");
        record.put("os.type", "linux");
        record.put("os.version", "6.1.0-28-amd64");
    }

    private void process(ObjectNode record) {
        record.put("process.pid", 4711);
        record.put("process.parent_pid", 4700);
        record.put("process.entity_id", "entity-of-4711-on-" + host);
        record.put("process.name", "locker");
        record.put("process.executable.path", "/tmp/.x/locker");
        record.put("process.command_line", "/tmp/.x/locker --path /home --path /srv");
        record.put("process.user.id", 1000);
        record.put("process.creation.time", start.toString());
        record.put("ransomware.activity.id", "activity-on-" + host);
    }

    private static void path(ObjectNode event, String path, String directory, String extension) {
        event.put("file.path", path);
        event.put("file.name", path.substring(directory.length() + 1));
        event.put("file.directory", directory);
        event.put("file.extension", extension);
    }

    private static void categorise(ObjectNode event, String kind, String category, String type, String action) {
        event.put("event.kind", kind);
        event.putArray("event.category").add(category);
        event.putArray("event.type").add(type);
        event.put("event.action", action);
        event.put("event.outcome", "success");
    }

    private ObjectNode episode(int number, int files) {
        ObjectNode span = JsonNodeFactory.instance.objectNode();
        long events = (long) files * STEPS.length;
        span.put(
                "@timestamp",
                start.plusMillis((long) number * FILES_AN_EPISODE * STEPS.length * MILLIS_BETWEEN)
                        .toString());
        span.put("name", "process.file_activity");
        span.put("kind", "Internal");
        span.put("duration", events * MILLIS_BETWEEN * 1_000_000);
        span.put("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
        span.put("span_id", String.format(Locale.ROOT, "%016x", number + 1));
        span.put("status.code", number == 0 ? "Error" : "Unset");
        resource(span);
        process(span);
        span.put("ransomware.score", 99.0);
        span.put("ransomware.episode.opens", files);
        span.put("ransomware.episode.writes", 2L * files);
        span.put("ransomware.episode.renames", files);
        span.put("ransomware.episode.crypto_calls", files);
        span.put("ransomware.episode.files", files);
        span.put("ransomware.episode.directories", Math.min(files, DIRECTORIES.length));
        span.put("ransomware.episode.entropy_mean", 7.95);
        return span;
    }
}
