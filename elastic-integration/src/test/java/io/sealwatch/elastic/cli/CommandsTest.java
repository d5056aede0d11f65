// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.elastic.server.RealElasticsearch;
import io.sealwatch.elastic.server.TestCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as a user gives them, against the real server. */
@ExtendWith(RealElasticsearch.class)
class CommandsTest {

    private final TestCluster server;
    private String output = "";

    CommandsTest(TestCluster server) {
        this.server = server;
    }

    @BeforeEach
    @AfterEach
    void emptyServer() {
        server.clean();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--url=" + server.address());
        StringWriter text = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(text, true));
        line.setErr(new PrintWriter(text, true));
        int code = line.execute(all.toArray(String[]::new));
        output = text.toString();
        return code;
    }

    @Test
    void theLifeOfAnInstallation() {
        assertThat(run("plan")).isEqualTo(ExitCode.CHANGES);
        assertThat(output).contains("Plan: 9 to create");

        assertThat(run("apply")).isZero();
        assertThat(output).contains("Applied and verified");

        assertThat(run("apply")).isZero();
        assertThat(output).contains("In sync, nothing changed");
        assertThat(run("plan")).isZero();

        server.delete("/_index_template/logs-sealwatch.events.otel").ok();
        assertThat(run("status")).isEqualTo(ExitCode.CHANGES);
        assertThat(run("apply")).isZero();

        assertThat(run("load-sample", "--made-up=300")).isZero();
        assertThat(output).contains("300 events and 1 episodes of a made-up attack indexed");
        assertThat(run("status")).isZero();
        assertThat(output).contains("logs-sealwatch.events.otel-*: 300 documents, newest 2");

        assertThat(run("remove")).isEqualTo(ExitCode.REFUSED);
        assertThat(output).contains("Nothing was changed");
        assertThat(run("remove", "--delete-data")).isZero();
        assertThat(run("plan")).isEqualTo(ExitCode.CHANGES);
    }

    @Test
    void aChangeByHandIsDriftAndIsShownWithBothValues() {
        run("apply");
        server.put(
                        "/_ilm/policy/logs-sealwatch.events.otel@lifecycle",
                        server.get("/_ilm/policy/logs-sealwatch.events.otel@lifecycle")
                                .ok()
                                .at("/logs-sealwatch.events.otel@lifecycle")
                                .toString()
                                .replaceAll("\"version\":1,|\"modified_date\":\"[^\"]*\",|,\"in_use_by\":\\{}", "")
                                .replace("90d", "7d"))
                .ok();

        assertThat(run("plan")).isEqualTo(ExitCode.DRIFT);
        assertThat(output).contains("policy.phases.delete.min_age: 7d -> 90d");
        assertThat(run("apply")).isZero();
        assertThat(run("plan")).isZero();
    }

    @Test
    void aRefusalChangesNothing() {
        server.put("/_component_template/sealwatch@fallback", "{\"template\":{}}")
                .ok();

        assertThat(run("apply")).isEqualTo(ExitCode.REFUSED);

        assertThat(output).contains("made by hand").contains("Nothing was changed");
        assertThat(server.get("/_index_template/logs-sealwatch.events.otel").status())
                .isEqualTo(404);
    }

    @Test
    void aRecordedAttackIsThereAMinuteAfterApply() {
        run("apply");

        assertThat(run("load-sample")).isZero();

        assertThat(output).contains("541 events, 1 episode and 13 heartbeats of a recorded attack indexed");
        assertThat(server.kql(
                        "logs-sealwatch.events.otel-default",
                        "event.kind : alert and host.name : sample-host and @timestamp > now-10m"))
                .isPositive();
    }

    @Test
    void aSampleWithoutTemplatesIsNotIndexedBecauseItsFieldsWouldBeGuessed() {
        assertThat(run("load-sample")).isEqualTo(ExitCode.REFUSED);

        assertThat(output).contains("run apply first");
        assertThat(server.get("/_data_stream/logs-sealwatch*").ok().path("data_streams"))
                .isEmpty();
    }

    @Test
    void aRecordingOfTheSensorIsIndexed(@TempDir Path directory) throws IOException {
        run("apply");
        Path file = Files.writeString(
                directory.resolve("events.ndjson"),
                "{\"timestamp\":\"2026-11-23T20:00:00Z\",\"event_name\":\"file.open\",\"process.pid\":7}\n");

        assertThat(run("load-sample", file.toString())).isZero();

        assertThat(server.kql("logs-sealwatch.events.otel-default", "process.pid : 7 and event_name : file.open"))
                .isEqualTo(1);
    }

    @Test
    void aLineThatIsNoJsonIsNamedByItsNumber(@TempDir Path directory) throws IOException {
        run("apply");
        Path file = Files.writeString(directory.resolve("events.ndjson"), "{}\n\nnonsense\n");

        assertThat(run("load-sample", file.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(output).contains("line 3 is not JSON");
    }
}
