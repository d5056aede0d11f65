// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealwatch.otel.settings.EndpointSettings.Protocol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtlpSettingsTest {
    private static OtlpSettings environment(String... pairs) {
        return OtlpSettings.from(Map.of(), map(pairs), Map.of());
    }

    private static Map<String, String> map(String... pairs) {
        Map<String, String> map = new java.util.HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static EndpointSettings logs(OtlpSettings settings) {
        return settings.endpoint(Signal.LOGS).orElseThrow();
    }

    @Test
    void nothingIsSentUntilAnEndpointIsNamed() {
        assertThat(environment().isEnabled()).isFalse();
        assertThat(environment("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")
                        .isEnabled())
                .isTrue();
    }

    @Test
    void enabledAloneMeansTheStandardEndpoint() {
        OtlpSettings settings = OtlpSettings.from(Map.of("enabled", "true"), Map.of(), Map.of());
        assertThat(logs(settings).endpoint()).hasToString("http://localhost:4318/v1/logs");
        assertThat(settings.endpoints()).containsOnlyKeys(Signal.values());
    }

    @Test
    void theGeneralEndpointGetsTheSignalsPathAndASignalsOwnIsUsedAsItIs() {
        OtlpSettings settings = environment(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1/base/",
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://127.0.0.1:2/custom");
        assertThat(logs(settings).endpoint()).hasToString("http://127.0.0.1:1/base/v1/logs");
        assertThat(settings.endpoint(Signal.TRACES).orElseThrow().endpoint()).hasToString("http://127.0.0.1:2/custom");
    }

    @Test
    void grpcHasItsOwnPort() {
        OtlpSettings settings =
                OtlpSettings.from(Map.of("enabled", "true"), map("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"), Map.of());
        assertThat(logs(settings).protocol()).isEqualTo(Protocol.GRPC);
        assertThat(logs(settings).endpoint()).hasToString("http://localhost:4317");
    }

    @Test
    void aFlagWinsOverAVariableAndThatOverTheFile() {
        Map<String, String> file = Map.of("endpoint", "http://127.0.0.1:1", "timeout", "1", "compression", "gzip");
        Map<String, String> variables =
                map("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:2", "OTEL_EXPORTER_OTLP_TIMEOUT", "2");
        Map<String, String> flags = Map.of("endpoint", "http://127.0.0.1:3");
        EndpointSettings logs = logs(OtlpSettings.from(flags, variables, file));
        assertThat(logs.endpoint().getPort()).isEqualTo(3);
        assertThat(logs.timeout()).isEqualTo(Duration.ofMillis(2));
        assertThat(logs.gzip()).isTrue();
    }

    @Test
    void headersArePercentDecodedAndNeverShown() {
        EndpointSettings logs = logs(environment(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1",
                "OTEL_EXPORTER_OTLP_HEADERS", "authorization=ApiKey%20a+b==, x-team=blue"));
        assertThat(logs.headers()).isEqualTo(Map.of("authorization", "ApiKey a+b==", "x-team", "blue"));
        assertThat(logs.toString()).contains("authorization").doesNotContain("ApiKey");
    }

    @Test
    void theSdkCanBeDisabledAndASignalLeftOut() {
        assertThat(environment("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1", "OTEL_SDK_DISABLED", "TRUE")
                        .isEnabled())
                .isFalse();
        assertThat(environment("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1", "OTEL_TRACES_EXPORTER", "none")
                        .endpoints())
                .containsOnlyKeys(Signal.LOGS, Signal.METRICS);
    }

    @Test
    void theServiceNameWinsOverTheResourceAttributesAndTheAgentsProcessIsNotSent() {
        OtlpSettings settings = environment(
                "OTEL_RESOURCE_ATTRIBUTES", "service.name=a,team=blue,process.pid=7", "OTEL_SERVICE_NAME", "b");
        assertThat(settings.resourceAttributes()).isEqualTo(Map.of("service.name", "b", "team", "blue"));
        assertThat(settings.warnings()).singleElement().asString().contains("process.pid");
    }

    @Test
    void theSpoolIsDividedBetweenTheSignals() {
        OtlpSettings settings = OtlpSettings.from(
                Map.of("spool.directory", "/var/lib/sealwatch"), Map.of(), Map.of("spool.max_bytes", "8388608"));
        SpoolSettings logs = settings.spool(Signal.LOGS).orElseThrow();
        assertThat(logs.directory()).isEqualTo(Path.of("/var/lib/sealwatch/logs"));
        assertThat(logs.maxBytes() + settings.spool(Signal.TRACES).orElseThrow().maxBytes())
                .isEqualTo(8_388_608);
        assertThat(settings.spool(Signal.METRICS)).isEmpty();
    }

    @Test
    void everyProblemIsReportedAtOnceUnderTheNameThatWasUsed() {
        assertThatThrownBy(() -> OtlpSettings.from(
                        Map.of("spool.when_full", "never"),
                        map(
                                "OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318",
                                "OTEL_EXPORTER_OTLP_LOGS_PROTOCOL", "http/json",
                                "OTEL_BLRP_SCHEDULE_DELAY", "soon",
                                "OTEL_EXPORTER_OTLP_CERTIFICATE", "/no/such.pem"),
                        Map.of("endpoind", "x")))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("otlp.spool.when_full: 'never' is not one of [oldest, newest]")
                .hasMessageContaining("OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' is not a URL")
                .hasMessageContaining("OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: 'http/json' is not one of http/protobuf, grpc")
                .hasMessageContaining("OTEL_BLRP_SCHEDULE_DELAY: 'soon' is not a number")
                .hasMessageContaining("OTEL_EXPORTER_OTLP_CERTIFICATE: /no/such.pem cannot be read")
                .hasMessageContaining("otlp.endpoind: there is no such setting");
    }

    @Test
    void theQueueFitsTheHeap() {
        assertThat(QueueSettings.DEFAULT.fitting(120L << 20)).isEqualTo(QueueSettings.DEFAULT);
        QueueSettings small = QueueSettings.DEFAULT.fitting(7L << 20);
        assertThat(small.capacity()).isEqualTo(2048);
        assertThat(small.batchRecords()).isEqualTo(2048);
    }

    @Test
    void everyKeyIsListedOnce() {
        assertThat(OtlpSettings.KEYS.stream().map(SettingKey::key)).doesNotHaveDuplicates();
        assertThat(OtlpSettings.KEYS.stream().map(SettingKey::variable).filter(name -> !name.isEmpty()))
                .doesNotHaveDuplicates();
    }
}
