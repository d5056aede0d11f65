// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.decoy;

/** Decoys cannot be planted; the message has every reason, one a line. */
public final class DecoyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DecoyException(String message) {
        super(message);
    }

    DecoyException(String message, Throwable cause) {
        super(message, cause);
    }
}
