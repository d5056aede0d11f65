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
import io.sealwatch.event.ResponseTaken;
import io.sealwatch.event.SensorStatus;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.process.ProcessSnapshot;
import java.util.Arrays;
import java.util.List;

/**
 * The one place that says which attributes an observation has. NDJSON and OpenTelemetry both write what it says, each with
 * an object of its own: it is used by one thread.
 */
public final class ObservationAttributes {
    private static final double NANOS_PER_SECOND = 1e9;

    private final ProcessAttributes processes;
    private final List<SharedAttributes> categorisations = Arrays.stream(Categorisation.values())
            .map(each -> new SharedAttributes(each::write))
            .toList();

    /** With everything. */
    public ObservationAttributes(HostIdentity host) {
        this(host, true);
    }

    /** @param withCommandLines false leaves out command lines, which can hold secrets */
    public ObservationAttributes(HostIdentity host, boolean withCommandLines) {
        this.processes = new ProcessAttributes(host, withCommandLines);
    }

    /** Writes every attribute of the observation; the order is stable. */
    public void write(Observation observation, AttributeWriter out) {
        Event event = observation.event();
        out.put(Attribute.SEQUENCE, observation.sequence());
        out.put(categorisations.get(Categorisation.of(event).ordinal()));
        if (!event.header().isSensor()) {
            if (event.kind() != EventKind.DETECTION) {
                outcome(event, out);
            }
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
        processes.write(header, process, out);
    }

    private static void outcome(Event event, AttributeWriter out) {
        out.put(Attribute.EVENT_OUTCOME, event.succeeded() ? "success" : "failure");
        if (!event.succeeded()) {
            out.put(Attribute.ERROR_TYPE, Errno.name(event.errno()));
        }
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
        ProcessAttributes.putIfPresent(out, Attribute.FILE_PREVIOUS_PATH, path);
        path.rawHex().ifPresent(hex -> out.put(Attribute.FILE_PREVIOUS_PATH_RAW, hex));
    }
}
