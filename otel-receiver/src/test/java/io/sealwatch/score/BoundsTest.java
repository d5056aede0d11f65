// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.event.Detection;
import io.sealwatch.event.FileDeleted;
import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.Origin;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What is remembered is bounded, and what had to be forgotten is counted. */
class BoundsTest {
    private static final int PROCESSES = 50_000;
    private static final int FILES = 1_000_000;
    private static final long MIB = 1 << 20;

    private static long heapBytes() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    @Test
    void fiftyThousandProcessesAndAMillionFilesFitIntoTheAgentsHeap() {
        Host host = new Host();
        byte[] text = host.text();
        byte[] ciphertext = host.ciphertext();
        long before = heapBytes();
        for (int i = 0; i < FILES; i++) {
            int pid = 100_000 + i % PROCESSES;
            if (i < PROCESSES) {
                host.fork(1000 + i % 500, pid);
            }
            host.actAs(pid);
            String path = "/srv/share/department-" + i % 977 + "/project-" + i % 31 + "/document number " + i + ".odt";
            host.createWith(path, i % 2 == 0 ? ciphertext : text);
        }
        host.forgetInodes();
        long retained = heapBytes() - before;
        System.out.printf(
                "retained after %,d processes and %,d files: %.1f MiB, %,d forgotten%n",
                PROCESSES, FILES, retained / (double) MIB, host.detector.evicted());
        assertThat(host.detector.evicted()).as("what is forgotten is counted").isGreaterThan(FILES - 2 * 65_536L);
        // the launcher gives the agent 128 MiB; the process table and everything else live in it, too
        assertThat(retained).isLessThan(75 * MIB);
    }

    @Test
    void aTableOfProcessesAtItsBoundForgetsTheQuietOnesAndStillFindsALocker() {
        Host host = new Host(
                Decoys.NONE,
                ExceptionPolicy.NONE,
                new DetectorSettings(
                        70,
                        85,
                        2,
                        DetectorSettings.DEFAULT.halfLife(),
                        DetectorSettings.DEFAULT.groupHalfLife(),
                        3,
                        1024,
                        1024));
        for (int i = 0; i < 10; i++) {
            for (int other = 0; other < 300; other++) {
                host.actAs(10_000 + i * 300 + other);
                host.createWith("/tmp/x" + other, host.text());
            }
            host.actAs(5000);
            String path = "/home/ana/f" + i + ".docx";
            host.read(path, host.text());
            host.createWith(path + ".locked", host.ciphertext());
            host.delete(path);
        }
        assertThat(host.detector.evicted()).isPositive();
        assertThat(host.detections).isNotEmpty();
        assertThat(host.detections.get(0).header().process().pid()).isEqualTo(5000);
    }

    @Test
    void aReusedPidDoesNotInheritWhatTheOneBeforeDid() {
        Host host = new Host();
        for (int life = 0; life < 8; life++) {
            host.reuse(5000, life);
            String path = "/home/ana/f" + life + ".docx";
            host.read(path, host.text());
            host.createWith(path + ".gpg", host.ciphertext());
        }
        assertThat(host.detections).isEmpty();
        assertThat(host.scoreOfLast()).isLessThan(20);
    }

    @Test
    void clocksThatJumpNeitherHideALockerNorMakeOne() {
        Host jumping = new Host();
        for (int i = 0; i < 8; i++) {
            // another CPU's event comes late, a suspended guest wakes hours on
            jumping.pace(i % 2 == 0 ? -3_000_000_000L : 4_000_000_000L);
            String path = "/home/ana/f" + i + ".docx";
            jumping.read(path, jumping.text());
            jumping.createWith(path + ".locked", jumping.ciphertext());
            jumping.delete(path);
        }
        assertThat(jumping.detections).isNotEmpty();

        Host calm = new Host();
        calm.pace(-1_000_000_000L);
        for (int i = 0; i < 50; i++) {
            calm.createWith("/home/ana/new" + i + ".txt", calm.text());
        }
        assertThat(calm.detections).isEmpty();
    }

    @Test
    void namesOfEveryShapeAreTaken() {
        Host host = new Host();
        String[] names = {
            "/",
            "//",
            "/.",
            "/..",
            "relative",
            "",
            "/home/ana/" + "x".repeat(4000),
            "/home/ana/a\nb.docx",
            "/home/ana/.",
            "/home/ana/\u202Excod.exe",
            "/home/ana/..docx",
            "/home/ana/.docx",
            "/home/ana/a.",
            "/home/ana/a" + ".b".repeat(200)
        };
        for (String name : names) {
            host.read(name, host.text());
            host.createWith(name + ".locked", host.ciphertext());
            host.rename(name, name + "2");
            host.see(new FileDeleted(host.header(), 0, FileIdentity.UNKNOWN, FilePath.of(name), false, Origin.SYSCALL));
        }
        byte[] notUtf8 = {'/', 'h', (byte) 0xFF, (byte) 0xFE, '.', 'd', 'o', 'c'};
        host.see(new FileDeleted(host.header(), 0, FileIdentity.UNKNOWN, FilePath.of(notUtf8), false, Origin.SYSCALL));
        assertThat(host.detections)
                .as("hostile names of lost files are no disguise")
                .extracting(Detection::filesAffected)
                .allMatch(files -> files > 0);
    }

    @Test
    void theNameThatAProcessGivesItselfChangesNothing() {
        for (String name : new String[] {"gzip", "restic", "apt-get", "systemd", "", "a".repeat(15)}) {
            Host host = new Host();
            host.callItself(name);
            for (int i = 0; i < 6; i++) {
                String path = "/home/ana/f" + i + ".docx";
                host.read(path, host.text());
                host.createWith(path + ".locked", host.ciphertext());
                host.delete(path);
            }
            assertThat(host.detections).as(name).isNotEmpty();
        }
    }
}
