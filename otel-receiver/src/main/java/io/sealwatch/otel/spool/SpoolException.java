// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.otel.spool;

/** The spool cannot be used; the message says why and what to do. */
public final class SpoolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SpoolException(String message) {
        super(message);
    }

    SpoolException(String message, Throwable cause) {
        super(message, cause);
    }
}
