// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real collector reads what people are to paste. */
final class CollectorConfigurationTest {
    @ParameterizedTest
    @CsvSource({
        "to-managed-otlp.yaml, --otlp",
        "contrib-to-elasticsearch.yaml, --elasticsearch",
        "edot-to-elasticsearch.yaml, --elasticsearch"
    })
    void aCollectorWithTheComponentsTakesIt(String file, String components) throws IOException, InterruptedException {
        Tool build = Tool.run(15, Map.of(), "sh", "../build/otelcol/build.sh", components);
        assumeTrue(
                build.exitCode() == 0,
                "no collector with these components: " + build.said().lines().reduce("", (before, line) -> line));
        String binary = build.said().lines().reduce("", (before, line) -> line);
        Tool validated = Tool.run(
                1,
                Map.of(
                        "OTLP_ENDPOINT", "https://otlp.example.org",
                        "OTLP_AUTHORIZATION", "ApiKey abc",
                        "ELASTICSEARCH_ENDPOINT", "https://es.example.org:9200",
                        "ELASTICSEARCH_API_KEY", "abc",
                        "ELASTIC_ENDPOINT", "https://es.example.org:9200",
                        "ELASTIC_API_KEY", "abc"),
                binary,
                "validate",
                "--config",
                "collector/" + file);
        assertThat(validated.exitCode()).as(validated.said()).isZero();
    }
}
