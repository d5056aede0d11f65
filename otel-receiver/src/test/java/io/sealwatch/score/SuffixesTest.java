// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuffixesTest {
    @ParameterizedTest
    @CsvSource({
        "/a/x.txt, /a/x.txt.locked, .locked",
        "/a/x.txt, /b/x.txt.locked, .locked",
        "/a/x.txt, /a/x.txt_enc, _enc",
        "/a/x.txt, /a/x.crypted, .crypted",
        "/a/x.txt, /a/x.txt.gz, ''",
        "/a/x.log, /a/x.log.1, ''",
        "/a/x.txt, /a/x.txt~, ''",
        "/a/x.txt, /a/x.md, ''",
        "/a/x.txt, /a/y.txt, ''",
        "/a/noext, /a/noexten, en"
    })
    void onlyAnUnknownSuffixIsOne(String before, String after, String suffix) {
        assertThat(Suffixes.added(before, after)).isEqualTo(suffix);
    }
}
