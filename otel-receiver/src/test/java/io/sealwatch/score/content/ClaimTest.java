// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTest {
    @ParameterizedTest
    @CsvSource({
        "txt, TEXT",
        "DOCX, DOCUMENT",
        "gz, ARCHIVE",
        "gpg, ENCRYPTED",
        "bak, INTERIM",
        "1, INTERIM",
        "locked, NONE",
        "'', NONE"
    })
    void anExtensionClaims(String extension, Claim claim) {
        assertThat(Claim.of(extension)).isEqualTo(claim);
    }
}
