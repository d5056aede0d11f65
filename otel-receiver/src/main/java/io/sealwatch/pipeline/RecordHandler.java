// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.pipeline;

import java.nio.ByteBuffer;

/** Takes records where they lie; the bytes are gone when the call returns. */
@FunctionalInterface
public interface RecordHandler {
    /**
     * @param buffer little endian
     * @param at index of the record's first byte
     * @param length bytes of the record
     */
    void onRecord(ByteBuffer buffer, int at, int length);
}
