// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.contract;

import io.sealwatch.event.CryptoInitialized;
import io.sealwatch.event.Detection;
import io.sealwatch.event.Event;
import io.sealwatch.event.EventKind;
import io.sealwatch.event.EventsLost;
import io.sealwatch.event.FileEvent;
import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FileLinked;
import io.sealwatch.event.FileOpened;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.FileRenamed;
import io.sealwatch.event.FileTransferred;
import io.sealwatch.event.FileTruncated;
import io.sealwatch.event.Header;
import io.sealwatch.event.OpensCounted;
import io.sealwatch.event.ProcessExecuted;
import io.sealwatch.event.ProcessExited;
import io.sealwatch.event.ProcessKey;
import io.sealwatch.event.ResponseTaken;
import io.sealwatch.event.SensorStatus;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.process.ProcessSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The one place that says which attributes an observation has. NDJSON and OpenTelemetry both write what it says, each with
 * an object of its own: it is used by one thread.
 */
public final class ObservationAttributes {
    private static final int REMEMBERED = 4096;
    private static final double NANOS_PER_SECOND = 1e9;

    /** Characters: class paths grow beyond what anybody reads, and every event of the process carries them. */
    private static final int MAX_COMMAND_LINE = 8192;

    private final HostIdentity host;
    private final boolean withCommandLines;
    private final Map<ProcessKey, Identity> identities = new HashMap<>();

    /** What a process is called in telemetry; a hash and a date are too dear to make for every event. */
    private record Identity(String entityId, String creationTime) {}

    /** With everything. */
    public ObservationAttributes(HostIdentity host) {
        this(host, true);
    }

    /** @param withCommandLines false leaves out command lines, which can hold secrets */
    public ObservationAttributes(HostIdentity host, boolean withCommandLines) {
        this.host = host;
        this.withCommandLines = withCommandLines;
    }

    /** Writes every attribute of the observation; the order is stable. */
    public void write(Observation observation, AttributeWriter out) {
        Event event = observation.event();
        out.put(Attribute.SEQUENCE, observation.sequence());
        Categorisation.of(event).write(event, out);
        if (!event.header().isSensor()) {
            process(event.header(), observation.process(), out);
            judgement(observation, out);
        }
        if (event instanceof FileEvent file) {
            file(file, out);
            if (observation.decoy()) {
                out.put(Attribute.DECOY, true);
            }
        }
        details(event, out);
        if (event.header().truncated()) {
            out.put(Attribute.TRUNCATED, true);
        }
    }

    /** Writes who did it; the identity of a span, too. */
    public void process(Header header, ProcessSnapshot process, AttributeWriter out) {
        out.put(Attribute.PROCESS_PID, header.process().pid());
        out.put(Attribute.PROCESS_PARENT_PID, header.parentPid());
        out.put(Attribute.THREAD_ID, header.threadId());
        Identity identity = identityOf(header.process());
        out.put(Attribute.PROCESS_ENTITY_ID, identity.entityId());
        out.put(Attribute.PROCESS_NAME, process.name().isEmpty() ? header.comm() : process.name());
        putIfPresent(out, Attribute.PROCESS_EXECUTABLE_PATH, process.executable());
        if (withCommandLines && !process.arguments().isEmpty()) {
            out.put(Attribute.PROCESS_COMMAND_LINE, bounded(String.join(" ", process.arguments())));
        }
        putIfPresent(out, Attribute.PROCESS_WORKING_DIRECTORY, process.directory());
        out.put(Attribute.PROCESS_USER_ID, Integer.toUnsignedLong(header.userId()));
        out.put(Attribute.PROCESS_CREATION_TIME, identity.creationTime());
        if (!process.containerId().isEmpty()) {
            out.put(Attribute.CONTAINER_ID, process.containerId());
        }
    }

    private static String bounded(String text) {
        return text.length() <= MAX_COMMAND_LINE ? text : text.substring(0, MAX_COMMAND_LINE);
    }

    private Identity identityOf(ProcessKey process) {
        Identity known = identities.get(process);
        if (known == null) {
            if (identities.size() >= REMEMBERED) {
                identities.clear();
            }
            known = new Identity(host.entityId(process), host.creationTime(process));
            identities.put(process, known);
        }
        return known;
    }

    private static void judgement(Observation observation, AttributeWriter out) {
        out.put(Attribute.SEVERITY, observation.flags().severity().name());
        if (observation.flags().pattern() > 0) {
            out.put(Attribute.PATTERN, "P" + observation.flags().pattern());
        }
        out.put(Attribute.THRESHOLD, observation.flags().thresholdText());
        if (observation.score() > 0 && observation.event().kind() != EventKind.DETECTION) {
            out.put(Attribute.SCORE, observation.score());
        }
    }

    private static void file(FileEvent event, AttributeWriter out) {
        FilePath path = event.path();
        if (!path.isEmpty()) {
            out.put(Attribute.FILE_PATH, path.toString());
            out.put(Attribute.FILE_NAME, path.fileName());
            if (!path.extension().isEmpty()) {
                out.put(Attribute.FILE_EXTENSION, path.extension());
            }
            if (!path.directory().isEmpty()) {
                out.put(Attribute.FILE_DIRECTORY, path.directory());
            }
            path.rawHex().ifPresent(hex -> out.put(Attribute.FILE_PATH_RAW, hex));
        }
        FileIdentity file = event.file();
        if (file.isKnown()) {
            out.put(Attribute.FILE_INODE, Long.toUnsignedString(file.inode()));
            out.put(Attribute.FILE_SIZE, file.size());
            out.put(Attribute.FILE_DEVICE, file.deviceName());
        }
        out.put(Attribute.ORIGIN, event.origin().label());
    }

    private static void details(Event event, AttributeWriter out) {
        if (event instanceof FileOpened open) {
            out.put(Attribute.FILE_FLAGS, OpenFlags.words(open.openFlags()));
            if (open.kind() == EventKind.FILE_CREATE) {
                out.put(Attribute.FILE_CREATED, open.created());
            }
        } else if (event instanceof OpensCounted opens) {
            out.put(Attribute.OPENS, opens.count());
        } else if (event instanceof FileTransferred transfer) {
            out.put(Attribute.FILE_OFFSET, transfer.offset());
            out.put(Attribute.FILE_BYTES, transfer.length());
            if (!transfer.sample().isEmpty()) {
                out.put(Attribute.ENTROPY, Math.round(transfer.sample().entropy() * 1000) / 1000.0);
            }
        } else if (event instanceof FileTruncated truncate) {
            out.put(Attribute.FILE_OFFSET, truncate.length());
        } else if (event instanceof FileRenamed rename) {
            previousPath(rename.previousPath(), out);
        } else if (event instanceof FileLinked link) {
            previousPath(link.previousPath(), out);
        } else if (event instanceof CryptoInitialized crypto) {
            out.put(Attribute.CRYPTO_FUNCTION, crypto.function().symbol());
        } else if (event instanceof ProcessExited exit) {
            out.put(Attribute.PROCESS_EXIT_CODE, exit.exitCode());
        } else if (event instanceof ProcessExecuted) {
            // All of it is in the process attributes: the snapshot is already the new program's.
            return;
        } else if (event instanceof EventsLost lost) {
            loss(lost, out);
        } else if (event instanceof SensorStatus status) {
            status(status, out);
        } else if (event instanceof Detection detection) {
            detection(detection, out);
        } else if (event instanceof ResponseTaken response) {
            response(response, out);
        }
    }

    private static void loss(EventsLost lost, AttributeWriter out) {
        out.put(Attribute.LOSS_REASON, lost.reason());
        out.put(Attribute.LOSS_KIND, lost.lostKind());
        out.put(Attribute.LOSS_COUNT, lost.count());
        if (!lost.run().equals(EventsLost.Run.THIS)) {
            out.put(Attribute.LOSS_INSTANCE_ID, lost.run().instanceId());
        }
        if (lost.run().lastSequence() > 0) {
            out.put(Attribute.LOSS_FIRST_SEQUENCE, lost.run().firstSequence());
            out.put(Attribute.LOSS_LAST_SEQUENCE, lost.run().lastSequence());
        }
    }

    private static void status(SensorStatus status, AttributeWriter out) {
        out.put(Attribute.SENSOR_STATE, status.state().label());
        out.put(Attribute.STRATEGY, status.strategy());
        if (!status.missing().isEmpty()) {
            out.put(Attribute.SENSOR_MISSING, status.missing());
        }
        if (!status.problems().isEmpty()) {
            out.put(Attribute.SENSOR_PROBLEMS, status.problems());
        }
        status.accounts().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(account -> out.put(account.getKey(), account.getValue()));
    }

    private static void detection(Detection detection, AttributeWriter out) {
        out.put(Attribute.SCORE, detection.score());
        out.put(Attribute.EVENT_RISK_SCORE, detection.score());
        out.put(Attribute.REASONS, detection.reasons());
        out.put(Attribute.FILES_AFFECTED, detection.filesAffected());
        out.put(Attribute.ACTIVITY_ID, detection.activityId());
        out.put(Attribute.ACTIVITY_PROCESSES, detection.processes());
        out.put(Attribute.DEGRADED, detection.degraded());
        if (detection.degraded()) {
            out.put(Attribute.LOSS_COUNT, detection.lost());
        }
        if (!detection.isAlarm()) {
            out.put(Attribute.EXCEPTION, detection.exception());
        }
        out.put(Attribute.SECURITY_RULE_NAME, detection.ruleName());
        out.put(Attribute.SECURITY_RULE_UUID, detection.ruleId());
        if (!detection.techniques().isEmpty()) {
            out.put(Attribute.THREAT_TECHNIQUE_ID, List.copyOf(detection.techniques()));
        }
    }

    private static void response(ResponseTaken response, AttributeWriter out) {
        out.put(Attribute.RESPONSE_ACTION, response.action().label());
        out.put(Attribute.RESPONSE_OUTCOME, response.outcome().label());
        out.put(Attribute.RESPONSE_DRY_RUN, response.outcome() == ResponseTaken.Outcome.NOT_DONE);
        out.put(Attribute.RESPONSE_ROLE, response.role().label());
        if (!response.reason().isEmpty()) {
            out.put(Attribute.RESPONSE_REASON, response.reason());
        }
        if (response.delayNanos() > 0) {
            out.put(Attribute.RESPONSE_DELAY, response.delayNanos() / NANOS_PER_SECOND);
        }
        out.put(Attribute.ACTIVITY_ID, response.activityId());
        out.put(Attribute.REASONS, response.reasons());
        out.put(Attribute.FILES_AFFECTED, response.filesAffected());
    }

    private static void previousPath(FilePath path, AttributeWriter out) {
        putIfPresent(out, Attribute.FILE_PREVIOUS_PATH, path);
        path.rawHex().ifPresent(hex -> out.put(Attribute.FILE_PREVIOUS_PATH_RAW, hex));
    }

    private static void putIfPresent(AttributeWriter out, String name, FilePath path) {
        if (!path.isEmpty()) {
            out.put(name, path.toString());
        }
    }
}
