// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every command in the documents is run as it stands, or says why not. */
final class DocumentsTest {
    @Test
    void everyCommandInTheDocumentsWorks() throws IOException, InterruptedException {
        assumeTrue("root".equals(System.getProperty("user.name")), "the commands attach probes, which needs root");
        Tool commands = Tool.run(15, Map.of(), "python3", "../build/doc-commands");
        System.out.println(commands.said());
        assertThat(commands.exitCode()).as(commands.said()).isZero();
    }
}
