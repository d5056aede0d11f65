// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealwatch.event.FileDeleted;
import io.sealwatch.event.FileIdentity;
import io.sealwatch.event.FileOpened;
import io.sealwatch.event.FilePath;
import io.sealwatch.event.Origin;
import org.junit.jupiter.api.Test;

/** What can be told where nothing but names is shown. */
class BareWatchTest {
    private static final int FOLDERS = 100;
    private static final int O_CREAT_WRONLY = 0101;

    private final Host host = new Host();

    private void open(String path) {
        host.see(new FileOpened(host.header(), 0, 0, false, FileIdentity.UNKNOWN, FilePath.of(path), Origin.SYSCALL));
    }

    private void create(String path) {
        host.see(new FileOpened(
                host.header(), 0, O_CREAT_WRONLY, false, FileIdentity.UNKNOWN, FilePath.of(path), Origin.SYSCALL));
    }

    private void delete(String path) {
        host.see(new FileDeleted(host.header(), 0, FileIdentity.UNKNOWN, FilePath.of(path), false, Origin.SYSCALL));
    }

    private static String folder(int number) {
        return "/" + (number % 2 == 0 ? "var/lib" : "home/ann") + "/folder" + number;
    }

    @Test
    void aNoteInEveryFolderThatIsLookedInto() {
        for (int number = 0; number < 15; number++) {
            open(folder(number));
            create(folder(number) + "/HOW_TO_RESTORE.txt");
        }
        assertThat(host.detections).hasSize(1);
        assertThat(host.detections.get(0).reasons()).anyMatch(reason -> reason.startsWith("HOW_TO_RESTORE.txt in"));
    }

    @Test
    void aNoteAmongManyOtherFilesIsAReadMe() {
        for (int number = 0; number < FOLDERS; number++) {
            open(folder(number));
            create(folder(number) + "/README.md");
            create(folder(number) + "/package.json");
            create(folder(number) + "/index" + number + ".js");
        }
        assertThat(host.detections).isEmpty();
    }

    @Test
    void theSameFileInEveryFolderIsNoNoteWithoutItsName() {
        for (int number = 0; number < FOLDERS; number++) {
            open(folder(number));
            create(folder(number) + "/index.html");
        }
        assertThat(host.detections).isEmpty();
    }

    @Test
    void notesThatNobodyLookedForAreNoSweep() {
        for (int number = 0; number < FOLDERS; number++) {
            create(folder(number) + "/HOW_TO_RESTORE.txt");
        }
        assertThat(host.detections).isEmpty();
    }

    @Test
    void encryptedCopiesWhoseOriginalsAreDeleted() {
        for (int number = 0; number < 10; number++) {
            open(folder(number) + "/Zurich");
            create(folder(number) + "/Zurich.aes");
            delete(folder(number) + "/Zurich");
        }
        assertThat(host.detections).hasSize(1);
    }

    @Test
    void compressedCopiesAreQuiet() {
        for (int number = 0; number < FOLDERS; number++) {
            open(folder(number) + "/Zurich");
            create(folder(number) + "/Zurich.gz");
            delete(folder(number) + "/Zurich");
        }
        assertThat(host.detections).isEmpty();
    }
}
