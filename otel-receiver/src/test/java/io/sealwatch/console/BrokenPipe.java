// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.console;

import java.io.IOException;
import java.io.OutputStream;

/** Fails as a file descriptor does. */
final class BrokenPipe extends OutputStream {
    private final String message;

    BrokenPipe(String message) {
        this.message = message;
    }

    @Override
    public void write(int value) throws IOException {
        throw new IOException(message);
    }
}
