// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Lockers that stage, pack, empty or go on readably are reported before their tenth file; those that look so are not. */
class DisguiseTest {
    private static final int MOST_LOST = 9;
    private static final int FILES = 30;

    private final Host host = new Host();

    private static String document(int number) {
        String[] extensions = {"txt", "docx", "pdf", "csv", "jpg", "md"};
        return "/home/ann/dir" + number % 5 + "/file" + number + "." + extensions[number % extensions.length];
    }

    private void lock(Consumer<String> shape) {
        for (int number = 0; number < FILES; number++) {
            shape.accept(document(number));
            if (number == MOST_LOST) {
                assertThat(host.detections).as("after %d files", number + 1).isNotEmpty();
            }
        }
    }

    private byte[] zipOf(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.write(content);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toByteArray();
    }

    private void packTree(UnaryOperator<byte[]> content) {
        for (int number = 0; number < FILES; number++) {
            byte[] original = host.text();
            host.read(document(number), original);
            host.createWith(document(number) + ".gz", Host.gzip(content.apply(original)));
            host.delete(document(number));
        }
    }

    @Test
    void aValidGzipOfCiphertext() {
        lock(path -> {
            host.read(path, host.text());
            host.createWith(path + ".gz", Host.gzip(host.ciphertext()));
            host.delete(path);
        });
    }

    @Test
    void aValidGzipOfWhatWasReadIsQuiet() {
        packTree(original -> original);
        assertThat(host.detections).isEmpty();
    }

    @Test
    void aValidZipOfCiphertextUnderTheDocumentsName() {
        lock(path -> {
            host.read(path, zipOf(host.text()));
            host.openExisting(path, Host.O_RDWR | Host.O_TRUNC);
            host.write(path, 0, zipOf(host.ciphertext()));
        });
    }

    @Test
    void documentsSavedAnewAreQuiet() {
        for (int number = 0; number < FILES; number++) {
            String path = "/home/ann/letter" + number + ".docx";
            host.read(path, zipOf(host.text()));
            host.openExisting(path, Host.O_RDWR | Host.O_TRUNC);
            host.write(path, 0, zipOf(host.text()));
        }
        assertThat(host.detections).isEmpty();
    }

    @Test
    void ciphertextStagedElsewhereAndTheTreeRemovedByAChild() {
        for (int number = 0; number < FILES; number++) {
            host.read(document(number), host.text());
            host.createWith("/stage/" + Long.toHexString(host.random.nextLong()), host.ciphertext());
        }
        host.fork(1000, 1100);
        host.actAs(1100);
        lock(host::delete);
    }

    @Test
    void packsOfManyFilesAndTheOriginalsDeleted() {
        for (int number = 0; number < FILES; number++) {
            host.read(document(number), host.text());
        }
        byte[] pack = new byte[1 << 20];
        host.random.nextBytes(pack);
        host.createWith("/repository/data/pack1", pack);
        lock(host::delete);
    }

    @Test
    void documentsEmptiedAndLeftSo() {
        lock(path -> {
            host.openExisting(path, Host.O_RDWR);
            host.truncate(path);
        });
    }

    @Test
    void documentsEmptiedAndWrittenAgainAreQuiet() {
        for (int number = 0; number < FILES; number++) {
            host.openExisting(document(number), Host.O_RDWR);
            host.truncate(document(number));
            host.write(document(number), 0, host.text());
        }
        assertThat(host.detections).isEmpty();
    }

    @Test
    void logsEmptiedAreQuiet() {
        for (int number = 0; number < FILES; number++) {
            host.openExisting("/var/log/service" + number + ".log", Host.O_RDWR);
            host.truncate("/var/log/service" + number + ".log");
        }
        assertThat(host.detections).isEmpty();
    }

    @Test
    void aHeaderKeptOnDocumentsAmongTexts() {
        lock(path -> {
            boolean text = path.endsWith("txt") || path.endsWith("csv") || path.endsWith("md");
            byte[] content = text ? host.text() : host.behind('%', 'P', 'D', 'F', '-', '1', '.', '5');
            host.encryptBehindHeader(path, content, 64);
        });
    }

    @Test
    void namesReplacedByTheirHashesInTablesAreQuiet() {
        for (int number = 0; number < FILES; number++) {
            String path = "/home/ann/table" + number + ".csv";
            StringBuilder table = new StringBuilder("id,name,amount,date\n");
            for (int row = 0; row < 90; row++) {
                String hash = HexFormat.of().formatHex(Arrays.copyOf(host.ciphertext(), 32));
                table.append(row).append(',').append(hash).append(",726.27,2024-09-14\n");
            }
            host.read(path, host.text());
            host.openExisting(path, Host.O_RDWR | Host.O_TRUNC);
            host.write(path, 0, table.toString().getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(host.detections).isEmpty();
    }

    @Test
    void recordsOfRandomBytesInDatabasesThatWereThereAreQuiet() {
        for (int number = 0; number < FILES; number++) {
            String path = "/home/ann/app" + number + ".db";
            host.read(path, host.behind('S', 'Q', 'L', 'i', 't', 'e', ' ', 'f', 'o', 'r', 'm', 'a', 't', ' ', '3', 0));
            byte[] page = Arrays.copyOf(host.ciphertext(), 4096);
            Arrays.fill(page, 0, 300, (byte) 13);
            host.openExisting(path, Host.O_RDWR);
            host.write(path, 4096, page);
        }
        assertThat(host.detections).isEmpty();
    }

    /** As SQLite does: a header and a page of it in the journal, which goes with the transaction. */
    @Test
    void aJournalThatIsMadeAnewAllTheTimeIsNoOriginal() {
        for (int transaction = 0; transaction < FILES; transaction++) {
            String journal = "/home/ann/app/store.db-journal";
            host.createWith(journal, Arrays.copyOf(HexFormat.of().parseHex("d9d505f920a163d7"), 512));
            host.write(journal, 512, transaction % 2 == 0 ? host.text() : host.ciphertext());
            host.delete(journal);
        }

        assertThat(host.detections).isEmpty();
    }

    /** Among them files that were random before: that their gzip holds random bytes says nothing of the others. */
    @Test
    void packingATreeWithRandomFilesInIt() {
        for (int number = 0; number < FILES; number++) {
            String blob = "/home/ann/blob" + number + ".bin";
            byte[] content = host.ciphertext();
            host.createWith(blob, content);
            host.createWith(blob + ".gz", Host.gzip(content));
            host.delete(blob);
        }
        packTree(UnaryOperator.identity());

        assertThat(host.detections).isEmpty();
    }
}
