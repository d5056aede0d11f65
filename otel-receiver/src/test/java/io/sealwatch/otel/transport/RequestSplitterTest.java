// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RequestSplitterTest {
    private static ExportLogsServiceRequest request(int records) {
        ScopeLogs.Builder scope = ScopeLogs.newBuilder().setSchemaUrl("schema");
        for (int i = 0; i < records; i++) {
            scope.addLogRecords(LogRecord.newBuilder()
                    .setTimeUnixNano(i + 1)
                    .setBody(AnyValue.newBuilder().setStringValue("x".repeat(i))));
        }
        return ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder().addScopeLogs(scope).setSchemaUrl("outer"))
                .build();
    }

    private static List<LogRecord> records(byte[] bytes) throws InvalidProtocolBufferException {
        ResourceLogs resource = ExportLogsServiceRequest.parseFrom(bytes).getResourceLogs(0);
        assertThat(resource.getSchemaUrl()).isEqualTo("outer");
        assertThat(resource.getScopeLogs(0).getSchemaUrl()).isEqualTo("schema");
        return resource.getScopeLogs(0).getLogRecordsList();
    }

    @Test
    void theHalvesHoldEveryRecordInOrder() throws InvalidProtocolBufferException {
        ExportLogsServiceRequest whole = request(301);
        List<byte[]> halves = RequestSplitter.halves(whole.toByteArray(), 301);
        List<LogRecord> all = whole.getResourceLogs(0).getScopeLogs(0).getLogRecordsList();
        assertThat(records(halves.get(0))).isEqualTo(all.subList(0, 150));
        assertThat(records(halves.get(1))).isEqualTo(all.subList(150, 301));
    }

    @Test
    void oneRecordCannotBeSplit() {
        assertThatThrownBy(() -> RequestSplitter.halves(request(1).toByteArray(), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mutatedRequestsAndAnswersAreReadOrRefused() {
        byte[] good = request(20).toByteArray();
        SplittableRandom random = new SplittableRandom(3);
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
            refused += check(bad) ? 0 : 1;
        }
        assertThat(refused).isPositive();
    }

    static boolean check(byte[] bytes) {
        try {
            PartialSuccess.read(bytes);
        } catch (ProtoReader.MalformedMessage malformed) {
            assertThat(malformed).hasMessageMatching(".+");
        }
        try {
            return RequestSplitter.halves(bytes, 10).size() == 2;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
