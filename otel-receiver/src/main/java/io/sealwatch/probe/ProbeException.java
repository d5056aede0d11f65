// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.probe;

/** The sensor cannot work here. The message says what failed and what to do about it. */
public final class ProbeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProbeException(String message) {
        super(message);
    }

    public ProbeException(String message, Throwable cause) {
        super(message, cause);
    }
}
