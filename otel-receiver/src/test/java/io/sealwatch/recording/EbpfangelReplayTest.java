// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sealwatch.pipeline.Flagging;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.pipeline.Pipeline;
import io.sealwatch.process.ProcessTable;
import io.sealwatch.score.FlagSettings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Our flags in classic mode against those that the seed gave to recordings of real ransomware and of benign hosts. The
 * recordings are not part of the project.
 */
final class EbpfangelReplayTest {
    private static final Path DATA = Path.of(System.getProperty("sealwatch.ebpfangel", "../../shared/data/ebpfangel"));
    private static final int MOST_THREADS = 8192;

    @Test
    void classicModeGivesTheSeedsJudgements() throws IOException {
        assumeTrue(
                Files.isDirectory(DATA),
                "no recordings in " + DATA.toAbsolutePath() + ": set -Dsealwatch.ebpfangel to their folder");
        long rows = 0;
        long sameFlags = 0;
        List<String> figures = new ArrayList<>();
        for (Path file : recordings()) {
            List<EbpfangelRow> expected = rows(file);
            List<Observation> actual = replay(file);
            assertThat(actual).as(file.toString()).hasSameSizeAs(expected);
            long same = 0;
            long samePattern = 0;
            for (int i = 0; i < expected.size(); i++) {
                EbpfangelRow row = expected.get(i);
                Observation observation = actual.get(i);
                assertThat(observation.event().header().timeNanos()).isEqualTo(row.timeNanos());
                same += observation.flags().severity().ordinal() == row.severity() ? 1 : 0;
                samePattern += observation.flags().pattern() == row.pattern() ? 1 : 0;
            }
            assertThat(samePattern).as("PATTERN of " + file).isEqualTo(expected.size());
            rows += expected.size();
            sameFlags += same;
            figures.add(String.format(
                    "%-28s %7d rows, FLAG %.3f %%",
                    file.getFileName(), expected.size(), 100.0 * same / expected.size()));
        }
        double share = (double) sameFlags / rows;
        figures.add(String.format("%-28s %7d rows, FLAG %.3f %%, PATTERN 100 %%", "all", rows, 100 * share));
        System.out.println(String.join("\n", figures));
        assertThat(share).isGreaterThanOrEqualTo(0.993);
    }

    private static List<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.list(DATA)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".csv.gz"))
                    .sorted()
                    .toList();
            assertThat(found).as("recordings in " + DATA).isNotEmpty();
            return found;
        }
    }

    private static List<EbpfangelRow> rows(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
            CsvRows csv = new CsvRows(in);
            List<EbpfangelRow> rows = new ArrayList<>();
            csv.next();
            for (List<byte[]> row = csv.next(); !row.isEmpty(); row = csv.next()) {
                rows.add(EbpfangelRow.of(row));
            }
            return rows;
        }
    }

    private static List<Observation> replay(Path file) {
        CollectingSink sink = new CollectingSink();
        try (EbpfangelCsvSource source = EbpfangelCsvSource.open(file)) {
            Flagging flagging = new Flagging(FlagSettings.CLASSIC, MOST_THREADS);
            ProcessTable table = new ProcessTable(MOST_THREADS, 0, flagging);
            Pipeline pipeline = new Pipeline(table, source.processes(), flagging, 0, List.of(), List.of(sink));
            int handed = 0;
            while (handed >= 0) {
                handed = source.poll(pipeline, Duration.ZERO);
            }
            assertThat(source.defect()).isEmpty();
            assertThat(pipeline.accounts().malformed()).isZero();
        }
        return sink.observations;
    }
}
