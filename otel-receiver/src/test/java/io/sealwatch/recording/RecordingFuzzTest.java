// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealwatch.contract.HostIdentity;
import io.sealwatch.pipeline.EventSource;
import io.sealwatch.pipeline.ProcessSource;
import io.sealwatch.wire.AbiCheck;
import io.sealwatch.wire.RecordBuilder;
import io.sealwatch.wire.SampleEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any file is a recording, a damaged one or none, and never a crash. */
final class RecordingFuzzTest {
    @MethodSource("recordings")
    @FuzzTest(maxDuration = "60s")
    void fileIsARecordingOrOneError(byte[] content) throws IOException {
        Path file = Files.createTempFile("sealwatch-fuzz", ".swr");
        try {
            Files.write(file, content);
            try (RecordingReader reader = RecordingReader.open(file)) {
                reader.processes().all();
                while (reader.poll((buffer, at, length) -> reader.processes().find(length), Duration.ZERO) >= 0) {
                    assertThat(reader.records()).isLessThanOrEqualTo(content.length);
                }
            } catch (RecordingException refused) {
                assertThat(refused).hasMessageContaining(file.toString());
            }
        } finally {
            Files.delete(file);
        }
    }

    static Stream<Arguments> recordings() throws IOException {
        Path file = Files.createTempDirectory("sealwatch-fuzz").resolve("seed.swr");
        HostIdentity identity = new HostIdentity("id", "host", "boot", 0);
        FakeHost host = new FakeHost(
                SampleEvents.all().stream().map(RecordBuilder::build).toList());
        try (RecordingWriter writer =
                RecordingWriter.create(file, new RecordingHeader(AbiCheck.VERSION, identity, 0, "x"))) {
            ProcessSource processes = writer.tee((ProcessSource) host);
            EventSource events = writer.tee((EventSource) host);
            processes.all();
            while (events.poll((buffer, at, length) -> processes.find(length), Duration.ZERO) >= 0) {
                events.accounts();
            }
        }
        byte[] seed = Files.readAllBytes(file);
        Files.delete(file);
        Files.delete(file.getParent());
        return Stream.of(Arguments.of((Object) seed), Arguments.of((Object) new byte[0]));
    }
}
