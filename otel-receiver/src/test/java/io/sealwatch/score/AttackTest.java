// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Every shape of locker is reported before its tenth file. */
class AttackTest extends LockedHome {
    @Test
    void anEncryptedCopyAndTheOriginalDeleted() {
        lock(path -> {
            host.createWith(path + ".locked", host.ciphertext());
            host.delete(path);
        });
    }

    @Test
    void theOriginalDeletedFirst() {
        lock(path -> {
            host.delete(path);
            host.createWith(path + ".locked", host.ciphertext());
        });
    }

    @Test
    void copiesUnderRandomNames() {
        lock(path -> {
            host.createWith("/home/ann/" + Long.toHexString(host.random.nextLong()), host.ciphertext());
            host.delete(path);
        });
    }

    @Test
    void anotherExtensionInsteadOfTheOriginalOne() {
        lock(path -> {
            host.createWith(path.substring(0, path.lastIndexOf('.')) + ".crypted", host.ciphertext());
            host.delete(path);
        });
    }

    @Test
    void overwrittenInPlace() {
        lock(path -> {
            host.openExisting(path, Host.O_RDWR);
            host.write(path, 0, host.ciphertext());
        });
    }

    @Test
    void everySecondBlockOverwritten() {
        lock(path -> {
            host.openExisting(path, Host.O_RDWR);
            host.write(path, 4096, java.util.Arrays.copyOf(host.ciphertext(), 2048));
        });
    }

    @Test
    void renamedFirstThenOverwritten() {
        lock(path -> {
            host.rename(path, path + ".cheers");
            host.openExisting(path + ".cheers", Host.O_RDWR);
            host.write(path + ".cheers", 0, host.ciphertext());
        });
    }

    @Test
    void emptiedAndRewritten() {
        lock(path -> {
            host.read(path, host.text());
            host.openExisting(path, Host.O_RDWR | Host.O_TRUNC);
            host.write(path, 0, host.ciphertext());
        });
    }

    @Test
    void replacedByRename() {
        lock(path -> {
            host.read(path, host.text());
            host.createWith("/home/ann/.work", host.ciphertext());
            host.rename("/home/ann/.work", path);
        });
    }

    @Test
    void base64OfCiphertext() {
        lock(path -> {
            host.createWith(path + ".b64x", Base64.getMimeEncoder().encode(host.ciphertext()));
            host.delete(path);
        });
    }

    @Test
    void ciphertextBehindAHeaderOfItsOwn() {
        byte[] header = "LOCKEDFILE v1 id=000001 alg=chacha20".getBytes(StandardCharsets.US_ASCII);
        lock(path -> {
            byte[] content = host.ciphertext();
            System.arraycopy(header, 0, content, 0, header.length);
            host.createWith(path + ".locked", content);
            host.delete(path);
        });
    }

    @Test
    void aForgedGzipHeaderUnderAForeignName() {
        lock(path -> {
            host.createWith(path + ".locked", host.behind(0x1F, 0x8B, 8, 0));
            host.delete(path);
        });
    }

    @Test
    void aHardLinkToTheCopy() {
        lock(path -> {
            host.createWith(path + ".t", host.ciphertext());
            host.link(path + ".t", path + ".hl");
            host.delete(path + ".t");
            host.delete(path);
        });
    }

    @Test
    void wipedWithZerosAndDeleted() {
        lock(path -> {
            host.openExisting(path, Host.O_RDWR);
            host.write(path, 0, new byte[8192]);
            host.delete(path);
        });
    }

    @Test
    void oneFileASecond() {
        host.pace(500_000_000L);
        lock(path -> {
            host.createWith(path + ".locked", host.ciphertext());
            host.delete(path);
        });
    }

    @Test
    void aZipWithAPasswordThatTakesTheOriginals() {
        host.createWith("/home/ann/all.zip", host.behind('P', 'K', 3, 4, 20, 0, 9, 0, 8, 0));
        lock(path -> host.delete(path));
    }

    @Test
    void aDetectionSaysWhyAndGrowsByDoubling() {
        for (int number = 0; number < 64; number++) {
            host.createWith(document(number) + ".locked", host.ciphertext());
            host.delete(document(number));
        }
        assertThat(host.detections.get(0).reasons()).anyMatch(reason -> reason.contains("*.locked"));
        assertThat(host.detections.get(0).techniques()).contains("T1486", "T1485");
        assertThat(host.detections).extracting(d -> d.update()).startsWith(0, 1, 2);
        assertThat(host.detections.get(1).filesAffected())
                .isEqualTo(2 * host.detections.get(0).filesAffected());
        assertThat(host.detections)
                .extracting(d -> d.activityId())
                .containsOnly(host.detections.get(0).activityId());
    }

    @Test
    void twoAttacksOfOneShellAreTwoActivities() {
        for (int attack = 0; attack < 2; attack++) {
            int process = 1000 + attack;
            host.fork(500, process);
            host.actAs(process);
            host.exec("/usr/bin/python3", "locker.py");
            for (int number = 0; number < 20; number++) {
                host.createWith(document(number) + ".l" + attack, host.ciphertext());
                host.delete(document(number));
            }
        }
        assertThat(host.detections).filteredOn(d -> d.update() == 0).hasSize(2);
    }

    @Test
    void lossOfEventsNearbyIsSaid() {
        host.detector.eventsLost(1_000_000_000L, 5);
        lock(path -> {
            host.createWith(path + ".locked", host.ciphertext());
            host.delete(path);
        });
        assertThat(host.detections.get(0).degraded()).isTrue();
    }

    @Test
    void oneCipherBlockAtATime() {
        lock(path -> {
            host.openExisting(path, Host.O_RDWR);
            for (int call = 1; call <= 64; call *= 2) {
                host.writePart(path, 16L * (call - 1), Arrays.copyOf(host.ciphertext(), 16), call, 16L * call);
            }
        });
    }

    @Test
    void movedInsideTheKernelFromWhatTheSameProgramMade() {
        lock(path -> {
            host.read(path, host.text());
            host.createWith("/dev/shm/work", host.ciphertext());
            host.openExisting(path, Host.O_RDWR);
            host.move("/dev/shm/work", path);
        });
    }

    @Test
    void theFirstLineIsKept() {
        lock(path -> {
            host.encryptBehindHeader(path, host.text(), 64);
        });
    }

    @Test
    void aForgedGzipHeaderUnderGzipsOwnName() {
        lock(path -> {
            host.createWith(path + ".gz", host.behind(0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3));
            host.delete(path);
        });
    }

    @Test
    void aPictureUnderANameThatIsNone() {
        lock(path -> {
            host.createWith(path + ".locked", host.behind(0xFF, 0xD8, 0xFF, 0xE0));
            host.delete(path);
        });
    }

    @Test
    void zerosOverWholeDocuments() {
        lock(path -> {
            host.read(path, host.text());
            host.openExisting(path, Host.O_RDWR);
            host.write(path, 0, new byte[8192]);
        });
    }

    @Test
    void everyFileIntoOneContainer() {
        host.create("/home/ann/container");
        lock(
                (path, number) -> {
                    host.read(path, host.text());
                    host.write("/home/ann/container", 8192L * number, host.ciphertext());
                    host.delete(path);
                },
                30);
    }
}
