// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.event.Detection;
import io.sealwatch.event.FileDeleted;
import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.Origin;
import org.junit.jupiter.api.Test;

class DecoysTest {
    private static final String DECOY = "/home/ana/000-accounts.xlsx";

    private final Host host =
            new Host(Decoys.builder().add(DECOY, 7_777, 1).build(), ExceptionPolicy.NONE, DetectorSettings.DEFAULT);

    @Test
    void aWriteIsReportedAtOnce() {
        host.write(DECOY, 0, host.text());
        assertThat(host.detections)
                .singleElement()
                .satisfies(detection -> assertThat(detection.reasons()).containsExactly("decoy changed: " + DECOY));
    }

    @Test
    void soAreRenamingDeletingEmptyingAndReplacingIt() {
        for (Runnable deed : new Runnable[] {
            () -> host.rename(DECOY, "/home/ana/x.locked"),
            () -> host.delete(DECOY),
            () -> host.openExisting(DECOY, Host.O_TRUNC | Host.O_RDWR),
            () -> host.rename("/home/ana/x", DECOY)
        }) {
            host.detections.clear();
            host.actAs(host.nextPid());
            deed.run();
            assertThat(host.detections).hasSize(1);
        }
    }

    @Test
    void aNewNameDoesNotHideIt() {
        host.writeInode("/home/ana/other-name", 7_777, host.ciphertext());
        assertThat(host.detections).extracting(Detection::score).containsExactly(70.0);
    }

    @Test
    void openingAndReadingDoNotCountNorDoesACallThatFailed() {
        host.openExisting(DECOY, Host.O_RDWR);
        host.read(DECOY, host.text());
        host.see(new FileDeleted(host.header(), 13, FileIdentity.UNKNOWN, FilePath.of(DECOY), false, Origin.SYSCALL));
        assertThat(host.detections).isEmpty();
    }

    @Test
    void aFileThatIsNoneIsNone() {
        host.write("/home/ana/000-accounts.xlsx.bak", 0, host.text());
        host.delete("/home/ana/000-accounts");
        assertThat(host.detections).isEmpty();
    }
}
