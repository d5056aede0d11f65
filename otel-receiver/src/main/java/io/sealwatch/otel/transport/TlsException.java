// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.transport;

/** A certificate or key cannot be used; the message names the file and what to do. */
public final class TlsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TlsException(String message, Throwable cause) {
        super(message, cause);
    }

    TlsException(String message) {
        super(message);
    }
}
