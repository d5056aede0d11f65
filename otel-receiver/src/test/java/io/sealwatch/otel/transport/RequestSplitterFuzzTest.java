// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** The reader of requests and answers against bytes of any origin. */
class RequestSplitterFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void anyBytesAreSplitOrRefused(byte[] bytes) {
        RequestSplitterTest.check(bytes);
    }
}
