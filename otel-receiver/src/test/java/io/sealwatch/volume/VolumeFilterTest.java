// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealwatch.otel.Synthetic;
import io.sealwatch.pipeline.Observation;
import io.sealwatch.pipeline.Sink;
import io.sealwatch.score.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VolumeFilterTest {
    private final Synthetic events = new Synthetic();
    private final List<Observation> passed = new ArrayList<>();
    private final Sink sink = new Sink() {
        @Override
        public void accept(Observation observation) {
            passed.add(observation);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private VolumeFilter filter(Severity minimum, List<String> paths, List<String> executables) {
        return new VolumeFilter(new VolumeSettings(minimum, paths, executables), List.of(sink));
    }

    @Test
    void everythingPassesByDefault() {
        VolumeFilter filter = new VolumeFilter(VolumeSettings.EVERYTHING, List.of(sink));
        filter.accept(events.write(10, 1, 1, "/var/log/syslog"));
        assertThat(passed).hasSize(1);
        assertThat(filter.suppressed().values()).containsOnly(0L);
    }

    @Test
    void anExcludedPathIsCounted() {
        VolumeFilter filter = filter(Severity.OK, List.of("/var/log/**"), List.of());
        filter.accept(events.write(10, 1, 1, "/var/log/app/today"));
        filter.accept(events.write(10, 1, 1, "/home/log"));
        assertThat(passed).hasSize(1);
        assertThat(filter.suppressed())
                .isEqualTo(Map.of(
                        "ransomware.suppressed.path", 1L,
                        "ransomware.suppressed.severity", 0L,
                        "ransomware.suppressed.executable", 0L));
    }

    @Test
    void anExcludedProgramIsCounted() {
        VolumeFilter filter = filter(Severity.OK, List.of(), List.of("/usr/bin/w*"));
        filter.accept(events.write(10, 1, 1, "/home/a"));
        assertThat(passed).isEmpty();
        assertThat(filter.suppressed()).containsEntry("ransomware.suppressed.executable", 1L);
    }

    @Test
    void belowTheMinimumIsCountedButADetectionAlwaysPasses() {
        VolumeFilter filter = filter(Severity.MIN, List.of("/**"), List.of("/**"));
        filter.accept(events.write(10, 1, 1, "/home/a"));
        filter.accept(events.detection(10, 1, 2));
        assertThat(passed).hasSize(1);
        assertThat(filter.suppressed()).containsEntry("ransomware.suppressed.severity", 1L);
    }

    @Test
    void aPatternThatIsNoneIsRefused() {
        assertThatThrownBy(() -> filter(Severity.OK, List.of("*.log"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("absolute");
        assertThatThrownBy(() -> filter(Severity.OK, List.of("/a["), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'/a['");
    }
}
