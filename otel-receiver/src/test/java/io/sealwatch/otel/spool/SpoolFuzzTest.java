// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.spool;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** The spool's reader against bytes that no writer made. */
class SpoolFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void anyBytesAreReadOrCountedAsDamage(byte[] bytes) {
        SpoolMutationTest.check(bytes);
    }
}
