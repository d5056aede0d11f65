// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealwatch.console.CsvSink;
import io.sealwatch.probe.ProbeSettings;
import io.sealwatch.score.FlagSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The CSV of a live run is read by pandas as the notebooks of the original detector read theirs. */
@KernelTest
final class NotebookKernelTest {
    /** Debian's own: the one that has python3-pandas. */
    private static final String PYTHON = "/usr/bin/python3";

    private static final int PRIME = 23;

    @TempDir
    private Path place;

    @Test
    void pandasCountsWhatEachProcessDid() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of(PYTHON)) && run(List.of(PYTHON, "-c", "import pandas")) == 0,
                "pandas is not installed: apt-get install python3-pandas");
        Path directory = Files.createDirectory(place.toRealPath().resolve("work"));
        Workload workload = Workload.compile("churn", place);
        LiveRun run = LiveRun.of(ProbeSettings.defaults(), () -> workload.start(directory, PRIME, "process", 1));
        Path csv = place.resolve("live.csv");
        try (CsvSink sink = new CsvSink(Files.newOutputStream(csv), FlagSettings.Mode.NORMAL)) {
            run.seen().forEach(sink::accept);
        }

        JsonNode churn = notebook(csv).get(Integer.toString(run.pid()));

        assertThat(churn.get("sums").get("C").asInt()).isEqualTo(PRIME);
        assertThat(churn.get("sums").get("D").asInt()).isEqualTo(PRIME);
        assertThat(churn.get("threes").get("CDC").asInt()).isEqualTo(PRIME - 1);
        assertThat(churn.get("rows").asInt()).isGreaterThanOrEqualTo(2 * PRIME);
    }

    private JsonNode notebook(Path csv) throws IOException, InterruptedException {
        Path out = place.resolve("notebook.json");
        assertThat(run(List.of(PYTHON, "src/test/python/notebook.py", csv.toString()), out))
                .isZero();
        return new ObjectMapper().readTree(out.toFile());
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static int run(List<String> command, Path out) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
    }
}
