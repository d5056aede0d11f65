// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExportSummaryTest {
    @Test
    void aLinePerSignalThatAddsUp() {
        assertThat(ExportSummary.of(Map.of(
                        "ransomware.export.logs.produced", 1_234L,
                        "ransomware.export.logs.recovered", 6L,
                        "ransomware.export.logs.delivered", 1_200L,
                        "ransomware.export.logs.spooled", 39L,
                        "ransomware.export.logs.dropped", 1L)))
                .containsExactly("sealwatch: OTLP logs: 1,234 produced + 6 of earlier runs = 1,200 delivered"
                        + " + 39 in the spool + 1 dropped");
    }

    @Test
    void nothingIsSaidWhenNothingIsExported() {
        assertThat(ExportSummary.of(Map.of())).isEmpty();
    }
}
