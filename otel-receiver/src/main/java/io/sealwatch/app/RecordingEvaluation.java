// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealwatch.console.SafeText;
import io.sealwatch.evaluate.Confusion;
import io.sealwatch.evaluate.LabelledFile;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** The detector's verdicts on recordings, and how they agree with what is known of them. */
final class RecordingEvaluation {
    private static final double SECOND = 1e9;

    private final List<RecordingVerdict> verdicts;

    private RecordingEvaluation(List<RecordingVerdict> verdicts) {
        this.verdicts = verdicts;
    }

    static RecordingEvaluation of(List<LabelledFile> files, AgentSettings settings) {
        return new RecordingEvaluation(
                files.stream().map(file -> RecordingVerdict.of(file, settings)).toList());
    }

    /** Those without a label are not in it. */
    Confusion confusion() {
        Confusion confusion = Confusion.EMPTY;
        for (RecordingVerdict verdict : verdicts) {
            if (verdict.source().label() != LabelledFile.Label.UNKNOWN) {
                boolean attack = verdict.source().label() == LabelledFile.Label.ATTACK;
                confusion = confusion.with(attack, verdict.detected());
            }
        }
        return confusion;
    }

    /** Of the attacks that were found. */
    private LongStream found(java.util.function.ToLongFunction<RecordingVerdict> figure) {
        return verdicts.stream()
                .filter(verdict -> verdict.detected() && verdict.source().label() != LabelledFile.Label.BENIGN)
                .mapToLong(figure)
                .sorted();
    }

    private static double median(LongStream sorted) {
        long[] all = sorted.toArray();
        return all.length == 0 ? 0 : (all[(all.length - 1) / 2] + (double) all[all.length / 2]) / 2;
    }

    /** A line for each recording, then the figures. */
    void print(PrintWriter out) {
        for (RecordingVerdict verdict : verdicts) {
            out.printf(
                    Locale.ROOT,
                    "%-8s %-10s %10d events  %s%s%s%s%n",
                    verdict.source().label().name().toLowerCase(Locale.ROOT),
                    verdict.detected() ? "DETECTED" : "quiet",
                    verdict.events(),
                    SafeText.of(verdict.source().file().toString()),
                    verdict.detected()
                            ? String.format(
                                    Locale.ROOT,
                                    "  after %.2f s, %d files lost, %d activities",
                                    verdict.nanosToDetect() / SECOND,
                                    verdict.filesLost(),
                                    verdict.alarms())
                            : "",
                    verdict.content() ? "" : "  (it does not say what was written: judged by names)",
                    verdict.defect()
                            .map(defect -> "  (" + SafeText.of(defect) + ")")
                            .orElse(""));
        }
        Confusion confusion = confusion();
        out.printf(
                Locale.ROOT,
                "attacks: %d found, %d missed%nbenign: %d left alone, %d accused%n"
                        + "precision %.3f  recall %.3f  Matthews correlation %.3f%n"
                        + "files lost before the detection: median %.1f, most %d; time to detect: median %.2f s%n",
                confusion.truePositives(),
                confusion.falseNegatives(),
                confusion.trueNegatives(),
                confusion.falsePositives(),
                confusion.precision(),
                confusion.recall(),
                confusion.matthewsCorrelation(),
                median(found(RecordingVerdict::filesLost)),
                found(RecordingVerdict::filesLost).max().orElse(0),
                median(found(RecordingVerdict::nanosToDetect)) / SECOND);
        out.flush();
    }

    /** One object a recording, the figures in the last. */
    void printJson(PrintWriter out) {
        ObjectMapper mapper = new ObjectMapper();
        for (RecordingVerdict verdict : verdicts) {
            ObjectNode json = mapper.createObjectNode();
            json.put("file", verdict.source().file().toString());
            json.put("label", verdict.source().label().name().toLowerCase(Locale.ROOT));
            json.put("detected", verdict.detected());
            json.put("events", verdict.events());
            json.put("activities", verdict.alarms());
            json.put("files_lost", verdict.filesLost());
            json.put("seconds_to_detect", verdict.nanosToDetect() / SECOND);
            json.put("content", verdict.content());
            verdict.defect().ifPresent(defect -> json.put("defect", defect));
            out.println(json);
        }
        Confusion confusion = confusion();
        ObjectNode json = mapper.createObjectNode();
        json.put("recordings", verdicts.size());
        ConfusionJson.put(confusion, json);
        json.put("files_lost_median", median(found(RecordingVerdict::filesLost)));
        json.put("files_lost_max", found(RecordingVerdict::filesLost).max().orElse(0));
        json.put("seconds_to_detect_median", median(found(RecordingVerdict::nanosToDetect)) / SECOND);
        out.println(json);
        out.flush();
    }
}
