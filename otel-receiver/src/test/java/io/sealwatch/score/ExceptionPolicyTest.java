// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.event.Detection;
import org.junit.jupiter.api.Test;

class ExceptionPolicyTest {
    private static final int BACKUP = 2000;
    private static final int LOCKER = 3000;
    private static final long END = 1_000_000_000L + 200_000_000L;

    private final Host host = new Host(
            Decoys.NONE,
            (header, process, executable) ->
                    header.process().pid() == BACKUP ? new Excuse("nightly backup", END) : Excuse.NONE,
            DetectorSettings.DEFAULT);

    private void lock(int from, int to) {
        for (int i = from; i < to; i++) {
            String path = "/home/ana/d" + i % 5 + "/f" + i + ".docx";
            host.read(path, host.text());
            host.createWith(path + ".locked", host.ciphertext());
            host.delete(path);
        }
    }

    @Test
    void anExceptedProcessIsToldOfAndRaisesNoAlarm() {
        host.actAs(BACKUP);
        lock(0, 6);
        assertThat(host.detections).isNotEmpty().allSatisfy(detection -> {
            assertThat(detection.isAlarm()).isFalse();
            assertThat(detection.exception()).isEqualTo("nightly backup");
        });
        assertThat(host.detector.excepted()).isEqualTo(host.detections.size());
    }

    @Test
    void anotherProcessStillDoes() {
        host.actAs(LOCKER);
        lock(0, 6);
        assertThat(host.detections).isNotEmpty().allMatch(Detection::isAlarm);
        assertThat(host.detector.excepted()).isZero();
    }

    @Test
    void aChildOfAnExceptedProcessThatRunsAnotherProgramIsNotExcepted() {
        host.actAs(BACKUP);
        lock(0, 6);
        host.detections.clear();
        host.fork(BACKUP, LOCKER);
        host.actAs(LOCKER);
        host.exec("/tmp/locker");
        lock(10, 20);
        assertThat(host.detections).isNotEmpty();
        assertThat(host.detections.get(0).isAlarm()).isTrue();
    }

    @Test
    void whatAnExceptedProcessDoesTipsNobodyElse() {
        host.fork(500, BACKUP);
        for (int child = 600; child < 604; child++) {
            host.fork(500, child);
            host.actAs(child);
            lock(child, child + 1);
        }
        host.actAs(BACKUP);
        lock(0, 3);
        assertThat(host.detections).isEmpty();
    }

    @Test
    void anExceptionThatIsOverMakesTheNextLossAnAlarm() {
        host.actAs(BACKUP);
        lock(0, 6);
        assertThat(host.detections).isNotEmpty().noneMatch(Detection::isAlarm);
        host.detections.clear();
        host.pace(100_000_000L);
        lock(100, 103);
        assertThat(host.detections).isNotEmpty();
        assertThat(host.detections.get(0).isAlarm()).isTrue();
    }
}
