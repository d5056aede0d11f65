// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluateRecordingsTest {
    private static final String SEED = "TS,PID,TYPE,FLAG,PATTERN,OPEN,CREATE,DELETE,ENCRYPT,FILENAME\n";

    @TempDir
    private Path place;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path attack = Path.of("/");
    private Path quiet = Path.of("/");

    @BeforeEach
    void recordings() throws IOException {
        attack = place.resolve("attack.swrec.gz");
        try (InputStream demo = Objects.requireNonNull(Main.class.getResourceAsStream("demo.swrec.gz"))) {
            Files.copy(demo, attack);
        }
        quiet = Files.writeString(place.resolve("quiet.csv"), SEED + "1000,7,0,0,0,0,0,0,0,/etc/fstab\n");
    }

    private int run(Object... arguments) {
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(
                java.util.Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
    }

    private JsonNode last() throws IOException {
        List<String> lines = out.toString().lines().toList();
        return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    }

    @Test
    void theMatrixTheLossAndTheTimeAreInTheLastLine() throws IOException {
        assertThat(run("evaluate", "--attack", attack, "--benign", quiet, "--output", "json"))
                .isZero();
        JsonNode figures = last();
        assertThat(figures.path("tp").asInt(-1)).isEqualTo(1);
        assertThat(figures.path("fp").asInt(-1)).isZero();
        assertThat(figures.path("fn").asInt(-1)).isZero();
        assertThat(figures.path("tn").asInt(-1)).isEqualTo(1);
        assertThat(figures.path("mcc").asDouble()).isEqualTo(1);
        assertThat(figures.path("files_lost_median").asDouble()).isBetween(1.0, 10.0);
        assertThat(figures.path("seconds_to_detect_median").asDouble()).isPositive();
    }

    @Test
    void aManifestNamesFilesBesideIt() throws IOException {
        Path manifest =
                Files.writeString(place.resolve("all.csv"), "file,label\nattack.swrec.gz,attack\nquiet.csv,benign\n");
        assertThat(run("evaluate", "--manifest", manifest)).isZero();
        assertThat(out.toString())
                .contains("attacks: 1 found, 0 missed", "benign: 1 left alone, 0 accused", "judged by names");
    }

    @Test
    void aWrongLabelCountsAgainstTheDetector() throws IOException {
        assertThat(run("evaluate", "--benign", attack, "--attack", quiet, "--output", "json"))
                .isZero();
        assertThat(last().path("mcc").asDouble()).isEqualTo(-1);
    }

    @Test
    void aRecordingWithoutLabelIsJudgedAndNotCounted() throws IOException {
        assertThat(run("evaluate", attack)).isZero();
        assertThat(out.toString()).contains("unknown  DETECTED", "attacks: 0 found, 0 missed");
    }

    @Test
    void thresholdsCanBeTriedOut() throws IOException {
        assertThat(run("evaluate", "--attack", attack, "-s", "detection.enabled=false", "--output", "json"))
                .isZero();
        assertThat(last().path("fn").asInt()).isEqualTo(1);
    }

    @Test
    void everyMistakeInAManifestIsNamed() throws IOException {
        Path manifest = Files.writeString(place.resolve("all.csv"), "a,good\nb\nquiet.csv,benign\n");
        assertThat(run("evaluate", "--manifest", manifest)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("line 1", "line 2").doesNotContain("line 3");
    }

    @Test
    void tablesThatCannotBeJudgedAreOneClearErrorEach() throws IOException {
        Path train = Files.writeString(place.resolve("t.csv"), "PID,A,B\n1,2,3\n2,3,4\n3,90,80\n");
        Path labels = Files.writeString(place.resolve("l.csv"), "PID\n3\n77\n");
        Path none = Files.writeString(place.resolve("none.csv"), "PID,A,B\n");
        Path other = Files.writeString(place.resolve("other.csv"), "PID,X\n1,2\n");
        Path some = Files.writeString(place.resolve("some.csv"), "PID,A\n1,2\n");
        assertThat(run("evaluate", "--train", train, "--train-labels", labels, "--test", none, "--test-labels", labels))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run(
                        "evaluate",
                        "--train",
                        train,
                        "--train-labels",
                        labels,
                        "--test",
                        other,
                        "--test-labels",
                        labels))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run(
                        "evaluate",
                        "--train",
                        none,
                        "--train-labels",
                        labels,
                        "--model",
                        "knn",
                        "--test",
                        some,
                        "--test-labels",
                        labels))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("no process to judge", "none of the features", "one class only")
                .doesNotContain("\tat ");
        assertThat(run(
                        "evaluate",
                        "--model",
                        "knn",
                        "--neighbours",
                        1,
                        "--train",
                        train,
                        "--train-labels",
                        labels,
                        "--test",
                        some,
                        "--test-labels",
                        labels,
                        "--output",
                        "json"))
                .isZero();
        assertThat(last().path("tn").asInt()).isEqualTo(1);
        assertThat(err.toString()).contains("lacks them: B", "2 labelled process ids are not in");
    }

    @Test
    void nothingToJudgeAFileThatIsNoneAndBothKindsAreOneClearErrorEach() throws IOException {
        assertThat(run("evaluate")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("give recordings").doesNotContain("\tat ");
        Path text = Files.writeString(place.resolve("x"), "hello");
        assertThat(run("evaluate", text)).isEqualTo(ExitCode.USAGE);
        assertThat(run("evaluate", place.resolve("missing"))).isEqualTo(ExitCode.USAGE);
        assertThat(run("evaluate", attack, "--train", text)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("there is no file", "not both").doesNotContain("\tat ");
    }
}
