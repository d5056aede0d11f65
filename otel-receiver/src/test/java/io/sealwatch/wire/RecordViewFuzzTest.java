// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are a defect or an event. Every build takes the samples; {@code JAZZER_FUZZ=1} looks for more. */
final class RecordViewFuzzTest {
    @MethodSource("records")
    @FuzzTest(maxDuration = "60s")
    void recordIsADefectOrAnEvent(byte[] record) {
        RecordView view = new RecordView();
        ByteBuffer buffer = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
        if (view.wrap(buffer, 0, record.length) == null) {
            assertThat(view.decode().kind()).isEqualTo(view.kind());
            assertThat(view.weight()).isNotNegative();
        }
    }

    static Stream<Arguments> records() {
        return Stream.concat(
                        List.of(new byte[0], new byte[64]).stream(),
                        SampleEvents.all().stream().map(RecordBuilder::build))
                .map(record -> Arguments.of((Object) record));
    }
}
