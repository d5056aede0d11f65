// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.evaluate;

/** The data cannot be evaluated; the message says which line and what to do. */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EvaluationException(String message) {
        super(message);
    }

    EvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}
