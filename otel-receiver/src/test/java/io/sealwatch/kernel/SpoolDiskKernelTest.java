// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sealwatch.episode.EpisodeSettings;
import io.sealwatch.episode.EpisodeTracker;
import io.sealwatch.episode.IdSource;
import io.sealwatch.otel.Collector;
import io.sealwatch.otel.OtelSink;
import io.sealwatch.otel.Synthetic;
import io.sealwatch.otel.settings.OtlpSettings;
import io.sealwatch.otel.spool.SpoolException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The spool on a disk that is full or cannot be written: a small file system of its own, which takes root. */
@KernelTest
class SpoolDiskKernelTest {
    @TempDir
    Path directory;

    private final Synthetic events = new Synthetic();
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private Path disk = Path.of("/");

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=160k", "sealwatch-test", disk.toString());
    }

    @AfterEach
    void unmount() throws Exception {
        // The account of the run stays mapped until it is collected: lazily.
        run("umount", "-l", disk.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private OtelSink sink(String url) {
        OtlpSettings settings = OtlpSettings.from(
                Map.of("spool.directory", disk.resolve("spool").toString()),
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", url, "OTEL_BLRP_MAX_QUEUE_SIZE", "4096"),
                Map.of());
        return OtelSink.create(
                settings,
                Synthetic.HOST,
                true,
                "1",
                new EpisodeTracker(EpisodeSettings.DEFAULT, IdSource.random(3)),
                said::add);
    }

    @Test
    void aDiskThatFillsUpWhileTheAgentRunsCostsNothingUntilMemoryIsFullTooAndThenItIsCounted() throws Exception {
        int http = Collector.freePort();
        int grpc = Collector.freePort();
        int produced = 0;
        Collector collector;
        OtelSink sink = sink("http://127.0.0.1:" + http);
        try {
            while (said.stream().noneMatch(line -> line.contains("No space left"))) {
                for (int i = 0; i < 200; i++) {
                    sink.accept(events.write(10 + i % 7, 1, i, "/home/" + Long.toHexString(i * 0x9E3779B97F4A7C15L)));
                    produced++;
                }
                assertThat(produced).isLessThan(60_000);
                Thread.sleep(20);
            }
            assertThat(sink.logAccounts().isBalanced()).isTrue();
            assertThat(sink.logAccounts().spooled()).isPositive();
            for (int i = 0; i < 20_000; i++) {
                sink.accept(events.write(10, 1, i, "/home/anna/" + i));
                produced++;
            }
            assertThat(said).anyMatch(line -> line.contains("queue_full"));
            collector = Collector.start(directory, http, grpc);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> sink.logAccounts().spooled() == 0
                            && sink.logAccounts().queued() == 0);
        } finally {
            sink.close();
        }
        collector.close();
        assertThat(sink.logAccounts().produced()).isEqualTo(produced);
        assertThat(sink.logAccounts().isBalanced()).isTrue();
        assertThat(sink.logAccounts().totalDropped()).isPositive();
        assertThat(collector.logs())
                .hasSize((int) (produced - sink.logAccounts().totalDropped()));
    }

    @Test
    void aDiskThatIsFullAtTheStartIsAMessageWithWhatToDo() throws Exception {
        fill();
        assertThatThrownBy(() -> sink("http://127.0.0.1:1").close())
                .isInstanceOf(SpoolException.class)
                .hasMessageContaining("No space left")
                .hasMessageContaining("otlp.spool.directory");
    }

    private void fill() throws IOException {
        Path all = disk.resolve("all");
        try {
            Files.write(all, new byte[1 << 20]);
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    @Test
    void aReadOnlyDiskIsAMessageWithWhatToDo() throws Exception {
        run("mount", "-o", "remount,ro", disk.toString());
        assertThatThrownBy(() -> sink("http://127.0.0.1:1").close())
                .isInstanceOf(SpoolException.class)
                .hasMessageContaining("Read-only file system")
                .hasMessageContaining("otlp.spool.directory");
    }
}
