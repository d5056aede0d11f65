// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

import java.nio.charset.StandardCharsets;

/** Reads the answer to an OTLP export; it has the same form for every signal. */
final class PartialSuccess {
    private static final int PARTIAL_SUCCESS = 1;
    private static final int REJECTED = 1;
    private static final int MESSAGE = 2;

    private PartialSuccess() {}

    /**
     * @param body an Export…ServiceResponse; empty means that all was taken
     * @throws ProtoReader.MalformedMessage when it is not
     */
    static Answer.Delivered read(byte[] body) {
        long rejected = 0;
        String message = "";
        ProtoReader response = new ProtoReader(body, 0, body.length);
        while (response.next()) {
            if (response.is(PARTIAL_SUCCESS, true)) {
                ProtoReader partial = response.message();
                while (partial.next()) {
                    if (partial.is(REJECTED, false)) {
                        rejected = partial.number();
                    } else if (partial.is(MESSAGE, true)) {
                        message = new String(
                                body,
                                partial.valueStart(),
                                partial.valueEnd() - partial.valueStart(),
                                StandardCharsets.UTF_8);
                    }
                }
            }
        }
        return new Answer.Delivered(Math.max(0, rejected), message);
    }
}
