// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ProbeFileTest {
    /** libbpf looks for such functions in every module when a kernel has none, and needs CAP_SYS_ADMIN for it. */
    private static final String KERNEL_FUNCTIONS = ".ksyms";

    @Test
    void theObjectForEveryKernelNamesNoFunctionThatOneMayLack() {
        assertThat(text(ProbeFile.GENERAL)).doesNotContain(KERNEL_FUNCTIONS);
        assertThat(text(ProbeFile.CAST)).contains(KERNEL_FUNCTIONS).contains("bpf_rdonly_cast");
    }

    private static String text(ProbeFile file) {
        return new String(file.read(), StandardCharsets.ISO_8859_1);
    }
}
