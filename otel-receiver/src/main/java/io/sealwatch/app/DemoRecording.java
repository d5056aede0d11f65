// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The recording of a demo that is shipped for those who are not root. */
final class DemoRecording {
    /** Where the files of the recorded demo were. */
    static final Path FOLDER = Path.of("/tmp/sealwatch-demo-recorded");

    private static final String RESOURCE = "/io/sealwatch/app/demo.swrec.gz";

    private DemoRecording() {}

    /** Copies it to a temporary file, which the caller deletes. */
    static Path unpack() throws IOException {
        try (InputStream in = DemoRecording.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new UserException(ExitCode.RUNTIME, "this build has no recorded demo (" + RESOURCE + ")");
            }
            Path file = Files.createTempFile("sealwatch-demo-", ".swrec.gz");
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        }
    }
}
