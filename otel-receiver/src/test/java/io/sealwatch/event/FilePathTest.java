// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePathTest {
    @ParameterizedTest
    @CsvSource({
        "/home/a, b.txt, /home/a/b.txt",
        "/home/a, ./b, /home/a/b",
        "/home/a, ../b, /home/b",
        "/home/a, ../../../../b, /b",
        "/home/a, /etc//passwd, /etc/passwd",
        "/home/a, /etc/../etc/./passwd, /etc/passwd",
        "/, b, /b",
        "/home/a, ., /home/a",
        "/home/a, .., /home",
        "/, .., /",
        "/home/a, .hidden, /home/a/.hidden",
        "/home/a, ...odd, /home/a/...odd",
        "/home/a, sub/, /home/a/sub"
    })
    void namesAreResolvedAgainstTheirDirectory(String directory, String name, String expected) {
        assertThat(FilePath.resolve(bytes(directory), bytes(name))).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/a/report.tar.gz, report.tar.gz, gz, /a",
        "/a/.bashrc, .bashrc, '', /a",
        "/a/name., name., '', /a",
        "/top, top, '', /",
        "relative, relative, '', ''"
    })
    void partsAreFoundByTheLastSlashAndDot(String path, String name, String extension, String directory) {
        FilePath file = FilePath.of(path);

        assertThat(file.fileName()).isEqualTo(name);
        assertThat(file.extension()).isEqualTo(extension);
        assertThat(file.directory()).isEqualTo(directory);
    }

    @Test
    void bytesThatAreNotUtf8AreShownEscapedAndKeptExactly() {
        byte[] raw = {'/', 'a', (byte) 0xFF, (byte) 0xC3, 'b'};
        FilePath path = FilePath.of(raw);

        assertThat(path).hasToString("/a\\xff\\xc3b");
        assertThat(path.rawHex()).contains("2f61ffc362");
        assertThat(path.bytes()).isEqualTo(raw);
    }

    @Test
    void utf8NamesNeedNoSecondForm() {
        FilePath path = FilePath.of("/größe/文.txt");

        assertThat(path).hasToString("/größe/文.txt");
        assertThat(path.rawHex()).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
