// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Programs that look like lockers and are none raise nothing, by what they do and not by their names. */
class QuietTest {
    private static final int FILES = 200;

    private final Host host = new Host();

    @AfterEach
    void nothingWasRaised() {
        assertThat(host.detections).isEmpty();
    }

    private static String document(int number) {
        return "/home/ann/dir" + number % 5 + "/file" + number + (number % 2 == 0 ? ".txt" : ".jpg");
    }

    @Test
    void gzipOverATreeAndBack() {
        byte[][] contents = new byte[FILES][];
        for (int number = 0; number < FILES; number++) {
            String path = document(number);
            // pictures in test trees are often just random bytes
            contents[number] = number % 2 == 0 ? host.text() : host.ciphertext();
            host.read(path, contents[number]);
            host.createWith(path + ".gz", host.gzip());
            host.delete(path);
        }
        for (int number = 0; number < FILES; number++) {
            String path = document(number);
            host.createWith(path, contents[number]);
            host.delete(path + ".gz");
        }
    }

    @Test
    void aTreeRemoved() {
        for (int number = 0; number < FILES; number++) {
            host.delete(document(number));
        }
    }

    @Test
    void tarWithRemovedFiles() {
        host.createWith("/home/ann/all.tar", host.text());
        for (int number = 0; number < FILES; number++) {
            host.delete(document(number));
        }
    }

    @Test
    void aZipWithoutAPasswordThatTakesTheOriginals() {
        host.createWith("/home/ann/zi8sTaPc", host.behind('P', 'K', 3, 4, 20, 0, 0, 0, 8, 0));
        host.rename("/home/ann/zi8sTaPc", "/home/ann/all.zip");
        for (int number = 0; number < FILES; number++) {
            host.delete(document(number));
        }
    }

    @Test
    void sedInPlaceOverTextAndPictures() {
        for (int number = 0; number < FILES; number++) {
            String path = document(number);
            byte[] content = number % 2 == 0 ? host.text() : host.ciphertext();
            host.read(path, content);
            host.createWith("/home/ann/sedXy12", content);
            host.rename("/home/ann/sedXy12", path);
        }
    }

    @Test
    void aBackupThatWritesEncryptedPacksAndPrunesOldOnes() {
        for (int number = 0; number < FILES; number++) {
            String pack = "/backup/data/" + Integer.toHexString(number) + "deadbeef" + number;
            host.createWith(pack + "-tmp-1", host.ciphertext());
            host.rename(pack + "-tmp-1", pack);
        }
        host.exec("/usr/bin/restic", "-r", "/backup", "forget", "--prune");
        for (int number = 0; number < FILES; number++) {
            host.delete("/backup/data/" + Integer.toHexString(number) + "cafebabe" + number);
        }
    }

    @Test
    void threeFilesEncryptedByTheirOwner() {
        for (int number = 0; number < 6; number += 2) {
            String path = document(number);
            host.read(path, host.text());
            host.createWith(path + ".gpg", host.behind(0x8C, 0x0D, 4, 9));
            host.delete(path);
        }
    }

    @Test
    void filesMovedToABackupName() {
        for (int number = 0; number < FILES; number++) {
            host.rename(document(number), document(number) + ".bak");
        }
    }

    @Test
    void filesMovedToAnUnknownSuffixAlone() {
        for (int number = 0; number < FILES; number++) {
            host.rename(document(number), document(number) + ".before-migration");
        }
    }

    @Test
    void aSearchIndexThatMergesItsSegments() {
        for (int number = 0; number < FILES; number++) {
            String segment = "/var/lib/search/_" + Integer.toString(number, 36);
            for (String extension : new String[] {".fdt", ".doc", ".pos"}) {
                host.createWith(segment + extension, host.text());
            }
            byte[] merged = host.ciphertext();
            System.arraycopy(host.text(), 0, merged, 0, 64);
            host.createWith(segment + ".cfs", merged);
            for (String extension : new String[] {".fdt", ".doc", ".pos"}) {
                host.delete(segment + extension);
            }
        }
    }

    @Test
    void aHashPatchedIntoManyFiles() {
        for (int number = 0; number < FILES; number++) {
            String path = "/build/b" + number + "/pkg.a";
            host.openExisting(path, Host.O_RDWR);
            host.write(path, 512, java.util.Arrays.copyOf(host.ciphertext(), 32));
        }
    }

    @Test
    void theSamePictureCopiedOverAnother() {
        for (int number = 0; number < FILES; number++) {
            byte[] content = host.ciphertext();
            host.read("/source/" + number + ".dat", content);
            host.openExisting(document(number), Host.O_RDWR | Host.O_TRUNC);
            host.write(document(number), 0, content);
        }
    }

    @Test
    void randomTestDataWrittenAndRewritten() {
        for (int round = 0; round < 3; round++) {
            for (int number = 0; number < FILES; number++) {
                String path = "/tmp/gen/f" + number + ".dat";
                if (round == 0) {
                    host.create(path);
                } else {
                    host.openExisting(path, Host.O_RDWR | Host.O_TRUNC);
                }
                host.write(path, 0, host.ciphertext());
            }
        }
    }

    @Test
    void downloadsIntoSpaceThatWasMadeBefore() {
        for (int number = 0; number < FILES; number++) {
            String path = "/home/ann/films/film" + number + ".mkv";
            host.create(path);
            host.openExisting(path, Host.O_RDWR);
            host.write(path, 4096, host.ciphertext());
        }
    }

    @Test
    void documentsRewrittenByAProgramWithAnOptionLikeAPassword() {
        host.exec("/usr/bin/perl", "-pi", "-e", "s/a/b/");
        for (int number = 0; number < FILES; number++) {
            String path = "/home/ann/letter" + number + ".docx";
            host.read(path, host.behind('P', 'K', 3, 4, 20, 0, 6, 0, 8, 0));
            host.createWith("/home/ann/XX" + number + "q", host.behind('P', 'K', 3, 4, 20, 0, 6, 0, 8, 0));
            host.rename("/home/ann/XX" + number + "q", path);
        }
    }

    @Test
    void randomFilesCopiedOverOlderOnesInsideTheKernel() {
        for (int number = 0; number < FILES; number++) {
            host.actAs(700);
            host.createWith("/srv/new" + number + ".bin", host.ciphertext());
            host.createWith("/srv/keep" + number + ".bin", host.ciphertext());
            host.actAs(701);
            host.openExisting("/srv/keep" + number + ".bin", Host.O_RDWR | Host.O_TRUNC);
            host.move("/srv/new" + number + ".bin", "/srv/keep" + number + ".bin");
        }
    }

    @Test
    void aBackupWithItsOriginalsDeletedAfterwards() {
        host.fork(500, 600);
        host.actAs(600);
        for (int number = 0; number < FILES; number++) {
            host.read(document(number), host.text());
        }
        for (int pack = 0; pack < 6; pack++) {
            host.createWith("/srv/repo/" + pack + "f3a", host.ciphertext());
        }
        host.fork(500, 601);
        host.actAs(601);
        for (int number = 0; number < FILES; number++) {
            host.delete(document(number));
        }
    }
}
