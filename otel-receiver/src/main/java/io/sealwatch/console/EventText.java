// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.console;

import io.sealwatch.contract.Errno;
import io.sealwatch.event.CryptoInitialized;
import io.sealwatch.event.Detection;
import io.sealwatch.event.Event;
import io.sealwatch.event.EventsLost;
import io.sealwatch.event.FileEvent;
import io.sealwatch.event.FileLinked;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.FileRenamed;
import io.sealwatch.event.OpensCounted;
import io.sealwatch.event.ProcessExecuted;
import io.sealwatch.event.ProcessExited;
import io.sealwatch.event.ProcessForked;
import io.sealwatch.event.ResponseTaken;
import io.sealwatch.event.SensorStatus;
import java.util.Locale;

/** An event in the words of the table. */
final class EventText {
    private EventText() {}

    /** The TYPE column. */
    static String type(Event event) {
        return switch (event.kind()) {
            case FILE_OPEN, FILE_OPENS -> "Open";
            case FILE_CREATE -> "Crea";
            case FILE_READ -> "Read";
            case FILE_WRITE -> "Writ";
            case FILE_TRUNCATE -> "Trun";
            case FILE_RENAME -> "Ren";
            case FILE_DELETE -> "Del";
            case DIRECTORY_DELETE -> "RmD";
            case FILE_LINK, FILE_SYMLINK -> "Link";
            case FILE_MMAP -> "Map";
            case CRYPTO_INIT -> "Enc";
            case PROCESS_FORK -> "Fork";
            case PROCESS_EXEC -> "Exec";
            case PROCESS_EXIT -> "Exit";
            case SENSOR_LOSS -> "Loss";
            case SENSOR_STATUS -> "Stat";
            case DETECTION -> "DETECTION";
            case RESPONSE -> "RESPONSE";
        };
    }

    /** The FILENAME column: what it was done to. Harmless for a terminal. */
    static String object(Event event) {
        String text = SafeText.of(subject(event));
        if (event.header().truncated()) {
            text += " (cut)";
        }
        return event.succeeded() ? text : text + " [" + Errno.name(event.errno()) + "]";
    }

    private static String subject(Event event) {
        if (event instanceof FileRenamed rename) {
            return arrow(rename.previousPath(), rename.path());
        } else if (event instanceof FileLinked link) {
            return arrow(link.previousPath(), link.path());
        } else if (event instanceof OpensCounted opens) {
            return "(" + opens.count() + " read-only opens, " + opens.failed() + " failed)";
        } else if (event instanceof FileEvent file) {
            return file.path().toString();
        } else if (event instanceof CryptoInitialized crypto) {
            return crypto.function().symbol();
        } else if (event instanceof ProcessForked fork) {
            return "child " + fork.child().pid();
        } else if (event instanceof ProcessExecuted exec) {
            return (exec.executable().isEmpty() ? exec.fileName() : exec.executable()).toString();
        } else if (event instanceof ProcessExited exit) {
            return "code " + exit.exitCode();
        } else if (event instanceof EventsLost lost) {
            return lost.count() + " x " + lost.lostKind() + ": " + lost.reason();
        } else if (event instanceof SensorStatus status) {
            return status.state().label()
                    + (status.missing().isEmpty() ? "" : "; missing: " + String.join(", ", status.missing()))
                    + (status.problems().isEmpty() ? "" : "; " + String.join("; ", status.problems()));
        } else if (event instanceof Detection detection) {
            return detection(detection);
        } else if (event instanceof ResponseTaken response) {
            return response(response);
        }
        return "";
    }

    private static String arrow(FilePath from, FilePath to) {
        return from + " -> " + to;
    }

    private static String response(ResponseTaken response) {
        String done = response.action() == ResponseTaken.Action.NONE
                ? response.outcome().label()
                : response.action().label().replace('_', ' ');
        return done + " " + response.role().label() + " "
                + response.header().process().pid() + " of activity "
                + response.activityId()
                + (response.delayNanos() > 0
                        ? String.format(Locale.ROOT, ", %.1f ms after the event", response.delayNanos() / 1e6)
                        : "")
                + (response.reason().isEmpty() ? "" : ": " + response.reason());
    }

    private static String detection(Detection detection) {
        return String.format(Locale.ROOT, "%s, score %.0f: ", detection.ruleName(), detection.score())
                + String.join("; ", detection.reasons())
                + " (" + detection.filesAffected() + " files, " + detection.processes()
                + (detection.processes() == 1 ? " process" : " processes")
                + (detection.update() > 0 ? ", update " + detection.update() : "")
                + (detection.degraded() ? ", events were lost" : "") + ")"
                + (detection.isAlarm() ? "" : " - no alarm, by an exception: " + detection.exception());
    }
}
