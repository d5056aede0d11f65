// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FileOpened;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.Origin;
import org.junit.jupiter.api.Test;

class DegradedTest {
    private final Host host = new Host();

    private void lock(int files) {
        for (int i = 0; i < files; i++) {
            String path = "/home/ana/f" + i + ".docx";
            host.read(path, host.text());
            host.createWith(path + ".locked", host.ciphertext());
            host.delete(path);
        }
    }

    private void flood(int events) {
        for (int i = 0; i < events; i++) {
            host.see(new FileOpened(
                    host.header(), 2, 0, false, FileIdentity.UNKNOWN, FilePath.of("/nowhere"), Origin.SYSCALL));
        }
    }

    @Test
    void aDetectionSaysHowManyEventsWereLostInTheMinuteBefore() {
        host.detector.eventsLost(host.header().timeNanos(), 500);
        host.detector.eventsLost(host.header().timeNanos(), 70);
        lock(6);
        assertThat(host.detections.get(0).degraded()).isTrue();
        assertThat(host.detections.get(0).lost()).isEqualTo(570);
    }

    @Test
    void aMinuteLaterItDoesNot() {
        host.detector.eventsLost(host.header().timeNanos(), 500);
        host.pace(61_000_000_000L);
        host.header();
        host.pace(1_000_000);
        lock(6);
        assertThat(host.detections.get(0).degraded()).isFalse();
    }

    @Test
    void whoFloodsWhileEventsAreLostHasItInItsReasons() {
        host.pace(100_000);
        flood(3000);
        host.detector.eventsLost(host.header().timeNanos(), 12_000);
        assertThat(host.detections).as("a flood alone is no alarm").isEmpty();
        lock(6);
        assertThat(host.detections.get(0).reasons()).contains("made most of the events while 12,000 were lost");
        assertThat(host.detections.get(0).techniques()).contains("T1685");
    }

    @Test
    void aFloodWithoutLossIsNoEvidence() {
        flood(3000);
        lock(6);
        assertThat(host.detections.get(0).reasons()).noneMatch(reason -> reason.contains("lost"));
    }
}
