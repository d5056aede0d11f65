// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOSTILE =
            "</td><script>alert(1)</script><img src=x onerror=\"alert('2')\">&\u202egpj.exe\u0007";

    @TempDir
    Path folder;

    private final List<String> lines = new ArrayList<>();
    private int seconds;

    private ObjectNode record(String event) {
        return JSON.createObjectNode()
                .put("timestamp", "2026-11-23T20:10:%02d.000000000Z".formatted(seconds++))
                .put("event_name", event)
                .put("process.pid", 4711)
                .put("process.parent_pid", 4700)
                .put("process.entity_id", "e4711")
                .put("process.name", "locker")
                .put("event.outcome", "success")
                .put("event.action", event.substring(event.indexOf('.') + 1));
    }

    private ObjectNode change(String event, String path) {
        return record(event)
                .put("file.path", path)
                .put("file.directory", path.substring(0, Math.max(0, path.lastIndexOf('/'))));
    }

    private void add(ObjectNode record) {
        lines.add(record.toString());
    }

    private Report report() throws IOException {
        Path file = folder.resolve("events.ndjson");
        Files.write(file, lines);
        return Report.ofNdjson(file);
    }

    @Test
    void aDetectionIsTheHeadlineWithItsReasonsAndWhatToDo() throws IOException {
        add(change("file.write", "/home/ana/a.odt").put("ransomware.entropy", 7.6));
        ObjectNode detection =
                record("ransomware.detection").put("ransomware.score", 83.5).put("ransomware.activity.id", "a-1");
        detection.putArray("ransomware.reasons").add("6 files turned unreadable");
        add(detection);

        String html = report().html("events.ndjson");

        assertThat(html)
                .contains("<h1>Ransomware activity detected</h1>")
                .contains("<li>6 files turned unreadable</li>")
                .contains("kill -STOP 4711")
                .contains("1.0 s after the first event here")
                .contains("aria-label=\"score 84 of 100\"");
    }

    @Test
    void withoutADetectionThePageSaysSo() throws IOException {
        add(change("file.create", "/home/ana/a.odt"));

        assertThat(report().html("x"))
                .contains("<h1>No ransomware activity detected</h1>")
                .doesNotContain("kill -STOP");
    }

    @Test
    void aDetectionThatIsUpdatedIsOneVerdictWithTheTimeOfTheFirst() throws IOException {
        for (int score : new int[] {70, 90}) {
            add(record("ransomware.detection").put("ransomware.score", score).put("ransomware.activity.id", "a-1"));
        }
        Report report = report();

        assertThat(report.detections()).isEqualTo(1);
        assertThat(report.html("x")).contains("score 90 of 100").contains("0 ms after the first event here");
    }

    @Test
    void noNameCanBringMarkupOntoThePage() throws IOException {
        ObjectNode every = change("file.rename", "/home/" + HOSTILE + "/" + HOSTILE)
                .put("ransomware.file.previous_path", "/" + HOSTILE)
                .put("file.extension", HOSTILE)
                .put("process.name", HOSTILE)
                .put("process.command_line", HOSTILE)
                .put("process.user.id", HOSTILE)
                .put("event.action", HOSTILE)
                .put("host.name", HOSTILE);
        add(every);
        ObjectNode detection =
                every.deepCopy().put("event_name", "ransomware.detection").put("ransomware.activity.id", HOSTILE);
        detection.putArray("ransomware.reasons").add(HOSTILE);
        add(detection);
        add(every.deepCopy().put("event_name", "crypto.init").put("ransomware.crypto.function", HOSTILE));

        String html = report().html(HOSTILE);

        assertThat(html)
                .contains("&lt;script&gt;alert(1)", "\\u202e", "\\u0007")
                .doesNotContain("<script>alert", "<img", "\u202e", "\u0007");
        assertThat(html.split("<script>", -1)).as("the one script of the page").hasSize(2);
    }

    @Test
    void thePolicyAllowsTheStyleAndTheScriptOfThePageAndNothingElse() throws Exception {
        add(change("file.create", "/home/ana/a.odt"));
        String html = report().html("x");

        for (String element : List.of("style", "script")) {
            String body = html.substring(
                    html.indexOf("<" + element + ">") + element.length() + 2, html.indexOf("</" + element + ">"));
            String hash = Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            assertThat(html).contains(element + "-src 'sha256-" + hash + "'");
        }
        assertThat(html).contains("default-src 'none'").doesNotContain("http:", "https:", " style=", "unsafe-inline");
    }

    @Test
    void childrenStandBelowTheirParents() throws IOException {
        add(record("process.exec")
                .put("process.pid", 10)
                .put("process.parent_pid", 1)
                .put("process.entity_id", "p")
                .put("process.name", "sh"));
        add(change("file.delete", "/a/b")
                .put("process.pid", 11)
                .put("process.parent_pid", 10)
                .put("process.entity_id", "c"));
        add(record("process.exec")
                .put("process.pid", 12)
                .put("process.parent_pid", 1)
                .put("process.entity_id", "idle")
                .put("process.name", "idler"));

        assertThat(report().html("x"))
                .contains(
                        "<td class=\"d0\"><span class=\"name\"><b>sh</b>",
                        "<td class=\"d1\"><span class=\"name\"><b>locker</b>")
                .doesNotContain("idler");
    }

    @Test
    void whatIsLeftOutOrLostIsCounted() throws IOException {
        for (int i = 0; i < 1_005; i++) {
            seconds = i % 60;
            add(change("file.write", "/home/ana/" + i));
        }
        lines.add("{\"timestamp\":\"2026-11-23T20:1");
        seconds = 0;
        add(record("sensor.loss").put("ransomware.loss.count", 42));

        assertThat(report().html("x"))
                .contains("5 later changes are in the data and not on this page")
                .contains("1 lines could not be read")
                .contains("42 events were lost on the way");
    }

    @Test
    void aFileWithoutARecordIsRefusedWithWhatToGive() {
        lines.add("not json");

        assertThatThrownBy(this::report)
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("give what 'sealwatch run --output ndjson' wrote");
    }

    @Test
    void theLinesOfTheTimelineAreAtRoundNumbersAndFiveAtMost() {
        assertThat(java.util.stream.LongStream.of(1, 5, 6, 15, 51, 501, 1_001).map(TimelineSection::step))
                .containsExactly(1L, 1L, 2L, 5L, 20L, 200L, 500L);
    }
}
